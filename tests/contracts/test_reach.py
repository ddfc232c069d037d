"""Nothing public is left over: a command, an example or a benchmark reaches it."""

from tests.contracts.reach import commands, definitions, reached, unreached


def test_every_public_function_is_reached_by_a_command_an_example_or_a_benchmark():
    assert unreached() == []


def test_what_nothing_reaches_is_noticed():
    assert "a_function_that_nobody_calls" not in reached()
    assert {"compare", "reproduce"} <= commands()
    assert len(definitions()) > 1000
