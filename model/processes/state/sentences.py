"""Sentences: who serves them, who comes back from prison, and what others learn from them (M46, M48)."""

import numpy as np

from model.codes import Climate
from model.kernels.randomness import decision
from model.text.dates import WEEKS_PER_YEAR

SERVED = decision("a sentence is served, and by whom")
CONVICT = decision("the recruiter who is convicted")
RELEASED = decision("somebody released recruits again")


def impose(model, rows: np.ndarray) -> None:
    """Let sentences be served after the convictions in ``rows`` of cases.

    Those convicted are intermediaries, whom networks replace; seldom the head of an organised network (M46).
    """
    if rows.size == 0:
        return
    cases, networks, p = model.cases, model.networks, model.old_numbers.justice
    served, head = (model.luck.uniform(SERVED, cases.identity[rows], model.week, word) for word in (0, 1))
    for k in np.flatnonzero(served < p.incapacitation):
        row = rows[k]
        network = int(cases.network[row])
        if network >= 0 and networks.organised[network] and head[k] < p.heads:
            behead(model, network)
        else:
            imprison(model, network, float(cases.years[row]))


def behead(model, network: int) -> None:
    """Confiscate the funds of a network whose head is convicted; it takes on nobody for a while."""
    networks = model.networks
    model.flows["funds_confiscated"] += networks.funds[network]
    networks.funds[network] = 0.0
    networks.leaderless[network] = model.week + model.old_numbers.justice.leaderless_weeks


def imprison(model, network: int, years: float) -> None:
    """Take a recruiter of the network accused, chosen by chance, out of circulation; of any where none is named."""
    recruiters = model.recruiters
    rows = np.arange(recruiters.n) if network < 0 else np.flatnonzero(recruiters.network == network)
    if rows.size == 0:
        return
    row = rows[[np.argmin(model.luck.uniform(CONVICT, recruiters.identity[rows], model.week))]]
    kept = {name: recruiters.column(name)[row] for name in ("identity", "network", "origin", "method", "survivor")}
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
    again = model.luck.uniform(RELEASED, convicts.identity[due], model.week) < model.old_numbers.justice.recruits_again
    back = due[again]
    kept = {name: convicts.column(name)[back] for name in ("identity", "network", "origin", "method", "survivor")}
    model.recruiters.add(back.size, since=model.week, **kept)
    model.networks.recruiters += np.bincount(kept["network"], minlength=model.networks.n).astype(np.int32)
    model.flows["released"] += due.size
    model.flows["released_who_recruit"] += back.size
    convicts.remove_rows(due)


def remember_sentences(model) -> None:
    """Move the running mean of sentence-years imposed per recruiter and bar and year: what others expect (M48)."""
    per_year = model.flows["sentence_years"] * WEEKS_PER_YEAR / max(1, model.recruiters.n + model.bars.n)
    memory = model.old_numbers.justice.sanction_memory
    model.climate[Climate.SANCTION] += memory * (per_year - model.climate[Climate.SANCTION])


def expected_sanction(model) -> float:
    """Return sentence-years a year that a recruiter or owner expects, times deterrence (Becker 1968)."""
    return float(model.old_numbers.justice.deterrence * model.climate[Climate.SANCTION])
