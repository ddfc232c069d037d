"""Table and file of the study of interdiction."""

from analysis.base.words import words_in
from analysis.studies.interdiction.measures import PATHS, effects
from analysis.studies.interdiction.table import label, operations_csv
from tests.analysis.made_up.interdiction import OUTCOMES, pair

MANIFEST = {"outcomes": {name: {"unit": "bars" if "bars" in name else "persons"} for name in OUTCOMES}}


def test_the_file_has_a_line_an_effect_and_the_table_a_label_a_path():
    found = list(effects(pair(24)))
    assert operations_csv(found, MANIFEST).count(b"\n") == 1 + len(found)
    assert len({label(outcome, words_in()) for outcome in PATHS}) == 3 + 4
