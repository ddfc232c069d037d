"""Generated pages are what the code gives now, and nothing that a run depends on is without a meaning."""

import numpy as np
import pytest

from analysis.measures.patterns import Scored
from analysis.measures.scoreboard import Part, lines, total
from analysis.tables.scoreboard import About, scoreboard_json
from model.evidence.facts import facts
from model.evidence.patterns import patterns
from model.outcomes import OUTCOMES
from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.processes.world import ARRAYS, NOW
from model.version import MODEL_VERSION
from tools.pages.data_use import uses
from tools.pages.made import DOCS, made
from tools.pages.meanings import lever_meanings, meanings, wrong
from tools.pages.parameters import PAGES as PARAMETER_PAGES
from tools.pages.parameters import parameters
from tools.pages.state import classes
from tools.pages.submodels import untold
from tools.pages.text import WIDTH, filled, first_sentence, measured, number
from tools.pages.trace import scoreboard
from tools.pages.week import steps

MADE = made()
AGAIN = "write it again with: python -m tools.pages"


@pytest.mark.parametrize("path", MADE)
def test_a_generated_page_is_what_the_code_gives(path):
    assert (DOCS / path).exists() and (DOCS / path).read_text(encoding="utf-8") == MADE[path], f"docs/{path}: {AGAIN}"


def test_no_generated_page_is_left_that_nothing_makes():
    found = {file.relative_to(DOCS).as_posix() for name in ("odd", "data-use") for file in (DOCS / name).glob("*.md")}
    assert found == {path for path in MADE if "/" in path}


@pytest.mark.parametrize("path", [path for path in MADE if "/" in path])
def test_a_generated_page_can_be_read(path):
    lines = MADE[path].splitlines()
    assert len(lines) <= 600
    assert [line for line in lines if len(line) > WIDTH] == []


def test_every_state_variable_and_parameter_has_a_meaning_and_none_is_there_for_nothing():
    assert wrong() == []
    columns = [(cls, column) for cls in classes() for column in cls.columns.values()]
    assert [(cls.__name__, c.name) for cls, c in columns if not c.unit or not c.doc] == []
    assert [name for name in meanings()["levers"] if not lever_meanings().get(name)] == []
    assert [one.about.key for one in parameters() if not one.meaning or not one.about.unit] == []


def test_a_name_without_a_meaning_and_a_meaning_without_a_name_are_noticed():
    known = {part: set(names) for part, names in meanings().items()}
    assert wrong(known | {"now": known["now"] - {"week"}}) == ["now.week"]
    assert wrong(known | {"flows": known["flows"] | {"nothing"}}) == ["flows.nothing"]


def test_every_step_module_and_function_of_the_rules_says_what_it_does():
    assert untold() == []
    numbers = [int(each.number) for each in steps()]
    assert numbers == sorted(numbers)


def test_every_parameter_array_and_outcome_stands_on_a_page():
    everything = "\n".join(MADE.values())
    names = [one.name for one in declared(GROUPS)] + [*OUTCOMES, *ARRAYS, *NOW.names]
    assert [name for name in names if f"- `{name}`" not in everything] == []
    groups = [name for _, of in PARAMETER_PAGES.values() for name in of]
    assert sorted(groups) == sorted(GROUPS)


@pytest.mark.parametrize(
    ("value", "said"), [(0.00001, "0.00001"), (250000.0, "250,000"), (0.8 / 3, "0.266667"), (-0.03, "-0.03")]
)
def test_numbers_are_written_as_a_reader_writes_them(value, said):
    assert number(value) == said


def test_the_first_sentence_ends_where_the_next_begins():
    assert (
        first_sentence("Step 3: men arrive\nwhere it pays (M2). They stay.\n\nMore.")
        == "Step 3: men arrive where it pays (M2)."
    )


def test_a_page_without_the_marks_of_a_place_is_refused():
    with pytest.raises(ValueError, match="no place for week"):
        filled("# Page", "week", "text")


def test_every_fact_stands_once_with_what_uses_it():
    pages = "\n".join(content for path, content in MADE.items() if path.startswith("data-use/"))
    assert [name for name in facts() if pages.count(f"- `{name}`: ") != 1] == []
    by_id = {use.fact.id: use for use in uses()}
    found = by_id["migrants-five-years"]
    assert found.sizes == ("migration.arrival_rate",) and "arrivals-2008-2012" in found.calibration
    assert by_id["leaked-raid-found"].checks and not by_id["leaked-raid-found"].twice
    assert by_id["gold-price-wb-2003"].texts == ("gold-price",)


def test_a_fact_of_fit_and_check_is_marked_where_its_check_is_not_scored():
    twice = {use.fact.id for use in uses() if use.twice}
    checks = [one for one in patterns() if one.shown and one.role == "check" and set(one.facts) & twice]
    assert checks and not any(one.independent for one in checks)
    assert MADE["data-use/parameters.md"].count("**not independent**") > 0


def made_board(folder, version):
    """Write the scoreboard of one rule whose values are 0.5 everywhere; return the file."""
    scored = [Scored(one, np.full(4, 0.5)) for one in patterns() if one.shown]
    found = lines(scored, lambda pattern: np.full(4, np.nan))
    file = folder / "scoreboard.json"
    parts = [Part("imitation", 2, 60, 41.6, total(found))]
    file.write_bytes(scoreboard_json(found, parts, About(2, 2, 20, version, "abc")))
    return file


def test_the_evaluation_record_shows_the_stored_scoreboard_of_this_model_version_and_of_no_other(tmp_path):
    said = scoreboard(made_board(tmp_path, MODEL_VERSION))
    for one in patterns():
        assert (f"| {one.id} |" in said) == one.shown
    assert "scored checks pass.**" in said and "| imitation | 2 | 60 | 41.6 |" in said and "nan" not in said
    assert scoreboard(made_board(tmp_path, MODEL_VERSION - 1)).startswith("Not run yet")
    assert scoreboard(tmp_path / "none.json").startswith("Not run yet")


def test_a_year_has_no_mark_of_thousands_and_a_pure_number_no_unit():
    assert (measured(2010.0, "year"), measured(2010.0, "soles"), measured(0.5, "1")) == ("2010", "2,010 soles", "0.5")
