"""The words with which a shell completes what is typed: names of scenarios, records and outcomes."""

from pathlib import Path

from experiments.command_line.terminal import RESULTS


def scenarios(incomplete: str) -> list[str]:
    """Return the scenarios and portfolios of the project, and files of one's own in the current folder."""
    from model.scenario.scenario import portfolio_names, scenario_names

    files = sorted(str(path) for path in Path().glob("*.toml") if path.name != "pyproject.toml")
    return _beginning([*scenario_names(), *portfolio_names(), *files], incomplete)


def records(incomplete: str) -> list[str]:
    """Return the records of the store in the usual folder."""
    return _beginning(sorted(path.name for path in (RESULTS / "experiments").glob("*")), incomplete)


def outcomes(incomplete: str) -> list[str]:
    """Return the outcomes that the model declares."""
    from experiments.base.outcomes import declared_outcomes

    return _beginning(list(declared_outcomes()), incomplete)


def _beginning(names: list[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
