"""Every outcome, in the order of every table: those of the project, then those that installed packages declare."""

from model import plugins
from model.outcomes.declare import OUTCOMES, Outcome, known_outcome

__all__ = ["OUTCOMES", "known_outcome"]


def _plugged() -> None:
    """Let plugins declare their outcomes, and no one after them; PluginError for what cannot be counted."""
    entries = [plugin for plugin, _ in plugins.loaded(plugins.OUTCOMES)]
    for outcome in OUTCOMES.values():
        if not outcome.declared_in.startswith(f"{plugins.TOP}."):
            _check(outcome, entries)
    OUTCOMES.closed = True


def _check(outcome: Outcome, entries: list[plugins.Plugin]) -> None:
    place = outcome.declared_in
    owner = next((each for each in entries if f"{place}.".startswith(f"{each.module}.")), None)
    if owner is None:
        raise plugins.PluginError(
            f"outcome {outcome.name} is declared in the module {place}, which no entry of {plugins.OUTCOMES} names"
        )
    from model.processes.counts import PLACES  # here, as stored outcomes are read without rules of the model
    from model.processes.flows import FLOWS

    for what, name, known in (("counter", outcome.counter, FLOWS), ("census", outcome.census, PLACES)):
        if name is not None and name not in known:
            raise owner.error(f"outcome {outcome.name}: there is no {what} {name}")


_plugged()
