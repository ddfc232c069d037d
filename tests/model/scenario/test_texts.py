"""Title and question of a scenario in several languages are labels: no result depends on them."""

from dataclasses import replace

import pytest

from model.scenario.scenario import ScenarioError, load_scenario

EXTENDS = 'extends = "baseline"'


def test_titles_change_neither_what_is_run_nor_what_is_stored(folder, write):
    write("plain", 'question = "What if?"', EXTENDS)
    texts = ('title.en = "A try"', 'title.es = "Un intento"', 'question.es = "¿Y si?"', 'question.en = "What if?"')
    write("titled", *texts, EXTENDS)
    plain, titled = (load_scenario(name, folder=folder) for name in ("plain", "titled"))
    assert plain.fingerprint() == titled.fingerprint()
    assert (plain.question, titled.question) == ("What if?", "What if?")
    assert titled.titles.of("titled") == {"en": "A try", "es": "Un intento"}
    assert (titled.titles.asked("es"), titled.titles.asked("fr"), plain.titles.of("plain")) == ("¿Y si?", None, {})


def test_neither_a_child_nor_a_scenario_made_from_another_takes_its_title(folder, write):
    write("parent", 'title = "A try"', 'question = "What if?"', EXTENDS)
    write("child", 'question = "And then?"', 'extends = "parent"')
    assert load_scenario("parent", folder=folder).titles.of("parent") == {"en": "A try"}
    assert load_scenario("child", folder=folder).titles.of("child") == {}
    made = replace(load_scenario("parent", folder=folder), name="made")
    assert made.titles.of(made.name) == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("title = 3", "title.*is no title"),
        (f'title.es = "{"x" * 61}"', "at most 60 characters"),
        ('title.spanish = "Un intento"', "write two letters, such as title.es"),
        ('question.es = "Un intento"', "question.es.*is not a question"),
    ],
)
def test_a_wrong_text_is_named(folder, write, line, said):
    question = [] if line.startswith("question") else ['question = "What if?"']
    write("trial", line, *question, EXTENDS)
    with pytest.raises(ScenarioError, match=said):
        load_scenario("trial", folder=folder)
