"""The figure of the study of formalisation can be read and says what its ranges are."""

import pytest

from analysis.base.words import words_in
from analysis.figures.captions import Provenance
from analysis.studies.formalisation.figure import alt_text, formalisation_figure
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.formalisation import found_of


@pytest.mark.parametrize("replicates", [1, 4])
def test_the_figure_can_be_read_and_says_what_its_ranges_are(replicates):
    usual, found = found_of(replicates)
    figure = formalisation_figure(found, usual, Provenance(3, 1, 50), words_in())
    check_that_all_can_be_read(figure)
    assert ("chance between replicates" in said(figure)) == (replicates > 1)
    assert "in the model" in said(figure)
    assert "300 clerks" in alt_text(found, words_in())
