"""Sentences: who serves them, who recruits again after prison, and what sanctions others expect (M46, M48)."""

import numpy as np

from model.codes import Climate
from model.kernels.compiled import compiled
from model.kernels.randomness import decision
from model.text.dates import WEEKS_PER_YEAR

SANCTION = int(Climate.SANCTION)
SERVED = decision("a sentence is served, and by whom")
CONVICT = decision("the recruiter who is convicted")
RELEASED = decision("somebody released recruits again")
KEPT_IN_PRISON = ("identity", "network", "origin", "method", "survivor")
"""Columns that a recruiter keeps as a convict, and after release."""


def impose(model, rows: np.ndarray) -> None:
    """Let sentences be served after the convictions in ``rows`` of cases.

    Most of those convicted are intermediaries, whom networks replace; few head an organised network (M46).
    """
    if rows.size == 0:
        return
    cases, networks, justice = model.cases, model.networks, model.parameters.justice
    served, head = (model.luck.uniform(SERVED, cases.identity[rows], model.week, word) for word in (0, 1))
    for k in np.flatnonzero(served < justice.incapacitation):
        row = rows[k]
        network = int(cases.network[row])
        if network >= 0 and networks.organised[network] and head[k] < justice.heads:
            remove_network_head(model, network)
        else:
            imprison(model, network, float(cases.years[row]))


def remove_network_head(model, network: int) -> None:
    """Confiscate the funds of a network whose head is convicted; it takes on nobody for a while."""
    networks = model.networks
    model.flows["funds_confiscated"] += networks.funds[network]
    networks.funds[network] = 0.0
    networks.leaderless[network] = model.week + model.parameters.justice.leaderless_weeks


def imprison(model, network: int, years: float) -> None:
    """Imprison a recruiter of the network accused, chosen by chance, or of any network if the case names none (-1).

    ``years`` is the sentence.
    """
    recruiters = model.recruiters
    rows = np.arange(recruiters.n) if network < 0 else np.flatnonzero(recruiters.network == network)
    if rows.size == 0:
        return
    row = rows[[np.argmin(model.luck.uniform(CONVICT, recruiters.identity[rows], model.week))]]
    kept = {name: recruiters.column(name)[row] for name in KEPT_IN_PRISON}
    model.convicts.add(1, until=model.week + round(years * WEEKS_PER_YEAR), **kept)
    model.remove_recruiters(row)


def release(model) -> None:
    """Release those who have served; a share recruits again for the same network (M48)."""
    convicts = model.convicts
    if convicts.n == 0:
        return
    due = np.flatnonzero(convicts.until <= model.week)
    if due.size == 0:
        return
    again = model.luck.uniform(RELEASED, convicts.identity[due], model.week) < model.parameters.justice.recruits_again
    back = due[again]
    kept = {name: convicts.column(name)[back] for name in KEPT_IN_PRISON}
    model.recruiters.add(back.size, since=model.week, **kept)
    model.networks.recruiters += np.bincount(kept["network"], minlength=model.networks.n).astype(np.int32)
    model.flows["released"] += due.size
    model.flows["released_who_recruit"] += back.size
    convicts.remove_rows(due)


def remember_sentences(model) -> None:
    """Move the running mean of sentence-years imposed a year per recruiter or bar, which others expect (M48)."""
    per_year = model.flows["sentence_years"] * WEEKS_PER_YEAR / max(1, model.recruiters.n + model.bars.n)
    memory = model.parameters.justice.sanction_memory
    model.climate[SANCTION] += memory * (per_year - model.climate[SANCTION])


@compiled
def expected_sanction(world):
    """Return sentence-years a year that a recruiter or owner expects, times deterrence (Becker 1968)."""
    return world.numbers[0].justice.deterrence * world.climate[SANCTION]
