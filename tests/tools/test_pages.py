"""Generated pages are what the code gives now, and nothing that a run depends on is without a meaning."""

import pytest

from model.outcomes import OUTCOMES
from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.processes.world import ARRAYS, NOW
from tools.pages.made import DOCS, made
from tools.pages.meanings import lever_meanings, meanings, wrong
from tools.pages.parameters import PAGES as PARAMETER_PAGES
from tools.pages.parameters import parameters
from tools.pages.state import classes
from tools.pages.submodels import untold
from tools.pages.text import WIDTH, filled, first_sentence, number
from tools.pages.week import steps

MADE = made()
AGAIN = "write it again with: python -m tools.pages"


@pytest.mark.parametrize("path", MADE)
def test_a_generated_page_is_what_the_code_gives(path):
    assert (DOCS / path).exists() and (DOCS / path).read_text(encoding="utf-8") == MADE[path], f"docs/{path}: {AGAIN}"


def test_no_generated_page_is_left_that_nothing_makes():
    found = {file.relative_to(DOCS).as_posix() for file in (DOCS / "odd").glob("*.md")}
    assert found == {path for path in MADE if path.startswith("odd/")}


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
