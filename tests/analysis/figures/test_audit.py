"""The figure of the audit can be read and says how it was made."""

import pytest

from analysis.base.style import as_png
from analysis.base.words import words_in
from analysis.figures.audit import alt_text, audit_figure
from analysis.figures.captions import Provenance
from analysis.measures.audit import Verdict, audit
from tests.analysis.drawn import check_that_all_can_be_read, said
from tests.analysis.made_up.audit import EFFECTS, LABOUR, MANIFEST, findings, made, printed

CAPTION = Provenance(model_version=1, seed=1, scale=20)


def test_one_replicate_gives_no_verdict():
    alone = findings(replicates=1, planned=1)
    assert {finding.verdict for finding in alone} == {Verdict.UNKNOWN}
    assert "one replicate: no verdict" in printed(alone) and "One replicate: no range is possible" in printed(alone)
    assert "no verdict" in said(audit_figure(alone, CAPTION, words_in()))


@pytest.mark.parametrize("n", [1, 4, 30])
def test_no_label_of_the_figure_covers_another(n):
    names = [*EFFECTS, *(f"another_quite_long_policy_{i}" for i in range(n))][:n]
    pairs = [made(name, EFFECTS.get(name, {LABOUR: 1.0})) for name in names]
    check_that_all_can_be_read(audit_figure(audit(pairs, MANIFEST), CAPTION, words_in()))


def test_the_figure_says_how_it_was_made_and_is_described_in_words():
    figure = audit_figure(findings(planned=9), CAPTION, words_in())
    for word in ("PARTIAL: 6 of 9", "one agent for 20 miners", "root seed 1", "n the model", "6 paired replicates"):
        assert word in said(figure)
    described = {"title": "t", "description": alt_text(findings(), words_in())}
    assert b"sign differs between policies" in as_png(figure, **described)


def test_the_same_numbers_give_the_same_figure():
    described = {"title": "t", "description": "d"}
    first, second = (as_png(audit_figure(findings(), CAPTION, words_in()), **described) for _ in range(2))
    assert first == second
