"""The example in the README runs and shows what it says."""

from examples.step_the_model import main


def test_the_example_looks_at_agents_and_collects_data(capsys):
    main()
    shown = capsys.readouterr().out
    assert shown.startswith("2010-01-11, in the model: ")
    assert "of 16 types" in shown
    assert "the busiest camp is of the type" in shown
    assert "a view of the same agent is equal: True" in shown
    assert "bars seen in 26 weeks" in shown
    assert "a saved state goes on from the same day: True" in shown
