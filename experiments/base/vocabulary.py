"""What else is called so: a name that has no meaning where it is given may have one elsewhere."""

from collections.abc import Collection, Iterable, Iterator

from model.text.suggestions import did_you_mean

SCENARIO = "a scenario: name it where scenarios are named"
SETTING = "a setting: change it with --set or [set], or vary it as a factor"
OUTCOME = "an outcome: it is measured, and kept as outcomes under [keep]"
THEORY = "a theory: choose it with --theory, --theories or theories under [runs]"
LIST = 'a list of levers: name it in a scenario, [portfolio] levers = "..."'


def elsewhere(name: object, here: str = "") -> str | None:
    """Return what a name means, in words, in another place than ``here``; None if nothing is called so there."""
    return next((meaning for meaning, names in _meanings() if meaning != here and name in names), None)


def hint(name: object, known: Iterable[str]) -> str:
    """Return what a name means elsewhere, else the nearest of the ``known`` names."""
    meaning = elsewhere(name) if isinstance(name, str) else None
    return f"{name} is {meaning}" if meaning else did_you_mean(name, known)


def _meanings() -> Iterator[tuple[str, Collection[str]]]:
    """Yield each meaning with the names that have it."""
    from model.outcomes import OUTCOMES
    from model.scenario.layers import PORTFOLIOS
    from model.scenario.names import full_keys, short_name
    from model.scenario.portfolio_section import LEVERS
    from model.scenario.scenario import SCENARIOS, portfolio_names, scenario_names
    from model.scenario.theories import every_combination

    yield SCENARIO, (*scenario_names(), *portfolio_names())
    yield OUTCOME, tuple(OUTCOMES)
    yield SETTING, (*full_keys(), *map(short_name, full_keys()))
    yield THEORY, tuple(theory.label for theory in every_combination())
    yield LIST, scenario_names(SCENARIOS / PORTFOLIOS / LEVERS)
