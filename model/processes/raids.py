"""Step 11: raids on bars - who is found, who is identified rightly, what is closed, what anger follows (M29, M81)."""

import numpy as np

from model.codes import UNDER_18, Exit, Form, Sex, Source, Stage
from model.compiled import compiled
from model.people.home import go_home
from model.processes.complaints import lodge
from model.processes.information import CAUSES, LOOKOUT, OFFICIAL_LEAK, SUCCEEDS, Raid
from model.randomness import binomial, decision, pair_draw, pair_key, to_uniform, uniform

INSPECTED = decision("bars inspected in a raid")
FOUND = decision("found and identified in a raid")
MISTAKEN = decision("bar worker found in a raid")
CLOSED = decision("bar closed by a raid")
ARREST = decision("recruiters arrested after a raid")
ARRESTED = decision("who is arrested")
EXPLOITED = int(Stage.EXPLOITED)


def step(model) -> None:
    """Carry out the planned raids, one after another."""
    for raid in model.planned_raids:
        identified = carry_out(model, raid)
        remember(model, raid, identified)
    model.planned_raids = []


def carry_out(model, raid: Raid) -> int:
    """Return how many people in exploitation a raid identifies; a warned camp is empty for days."""
    flows, camps, persons = model.flows, model.camps, model.persons
    flows["raids"] += 1
    flows["raid_believed"] += raid.believed
    flows["raid_present"] += present(persons.arrays, persons.n, raid.camp)
    if raid.fate in (OFFICIAL_LEAK, LOOKOUT):
        camps.warned[raid.camp] = model.week
    if raid.fate != SUCCEEDS:
        flows[f"raids_empty_{CAUSES[raid.fate]}"] += 1
        return 0
    return inspect(model, raid)


@compiled
def present(persons, n, camp):
    """Count the people in sexual exploitation in a camp."""
    count = 0
    for i in range(n):
        count += persons.stage[i] == EXPLOITED and persons.camp[i] == camp and persons.bar[i] >= 0
    return count


def inspect(model, raid: Raid) -> int:
    """Inspect some bars of the camp; return how many people in exploitation are identified."""
    bars, flows, p = model.bars, model.flows, model.numbers.policing
    who = identity_of(model, raid)
    chosen = inspected(model.key, model.week, who, bars.arrays, bars.n, raid.camp, p, model.numbers.bars)
    screening = model.levers.screening
    found, rows, mistaken = search(
        model.key, model.week, who, model.persons.arrays, model.persons.n, model.bar_workers.arrays,
        model.bar_workers.n, bars.row_of, chosen, p.found, min(1.0, p.identified * screening),
        min(1.0, p.misidentified / screening),
    )  # fmt: skip
    flows["raids_empty_moved_on"] += found == 0
    flows["raid_found"] += found
    flows["raid_identified"] += rows.size
    flows["people_misidentified"] += mistaken.size
    open_case(model, who, rows)
    go_home(model, rows, Exit.RAID)
    model.let_go(mistaken)
    count = binomial(model.key, ARREST, who, model.week, int(chosen.sum()), p.arrest)
    owners = np.bincount(bars.owner[chosen], minlength=model.networks.n) > 0
    arrest(model, owners[model.recruiters.network], count)
    return rows.size


def open_case(model, who: np.uint64, rows: np.ndarray) -> None:
    """Open one case for the people in ``rows`` whom a raid identifies, against the network that holds the first."""
    persons = model.persons
    if rows.size:
        first = rows[np.argmin(persons.identity[rows])]
        lodge(
            model, Source.RAID, np.array([who]), form=Form.SEXUAL, people=rows.size, network=persons.network[first],
            under_18=np.count_nonzero(persons.age[rows] < UNDER_18),
            female=np.count_nonzero(persons.sex[rows] == Sex.FEMALE),
        )  # fmt: skip


def identity_of(model, raid: Raid) -> np.uint64:
    """Return the identity of a raid: its unit's, with the number of the raid in the week in the order's upper half."""
    return model.police.identity[raid.unit] + (np.uint64(raid.number) << np.uint64(16))


@compiled
def inspected(key, week, raid, bars, n, camp, p, q):
    """Return a mask of the bars inspected, chosen by chance among the camp's.

    Some are ordered to close next week; a licence gives cover (M27).
    """
    k0, k1 = pair_key(key, INSPECTED, week)
    rank = np.full(n, 2.0)
    here = 0
    for i in range(n):
        if bars.camp[i] == camp:
            rank[i] = to_uniform(pair_draw(k0, k1, raid, bars.identity[i])[0])
            here += 1
    chosen = np.zeros(n, np.bool_)
    for i in np.argsort(rank, kind="mergesort")[: min(here, int(np.rint(p.bars_per_raid)))]:
        chosen[i] = True
        cover = 1.0 - q.licence_cover if bars.licensed[i] else 1.0
        if uniform(key, CLOSED, bars.identity[i], week) < p.closure * cover:
            bars.ordered[i] = True
    return chosen


@compiled
def search(key, week, raid, persons, n, workers, n_workers, bar_row, chosen, found, identified, mistaken):
    """Return how many people in exploitation are found, rows of those identified, and rows of workers mistaken.

    Those who identify see signs, never the state: of people found in exploitation a share is recognised, of workers
    not in exploitation a share is mistaken (M81).
    """
    first = pair_key(key, FOUND, week)
    second = pair_key(key, MISTAKEN, week)
    rows = np.empty(n, np.int64)
    wrong = np.empty(n_workers, np.int64)
    seen = right = errors = 0
    for i in range(n):
        if persons.stage[i] == EXPLOITED and persons.bar[i] >= 0 and chosen[bar_row[persons.bar[i]]]:
            words = pair_draw(first[0], first[1], raid, persons.identity[i])
            if to_uniform(words[0]) < found:
                seen += 1
                if to_uniform(words[1]) < identified:
                    rows[right] = i
                    right += 1
    for i in range(n_workers):
        if chosen[bar_row[workers.bar[i]]]:
            words = pair_draw(second[0], second[1], raid, workers.identity[i])
            if to_uniform(words[0]) < found and to_uniform(words[1]) < mistaken:
                wrong[errors] = i
                errors += 1
    return seen, rows[:right], wrong[:errors]


def arrest(model, among: np.ndarray, n: int) -> None:
    """Arrest ``n`` recruiters, chosen by chance among those of the mask; the others see the risk."""
    if n == 0:
        return
    rows = np.flatnonzero(among)
    u = model.luck.uniform(ARRESTED, model.recruiters.identity[rows], model.week)
    taken = rows[np.argsort(u, kind="stable")[:n]]
    model.recruiters.risk[rows] += model.numbers.recruitment.risk_memory * taken.size / max(1, rows.size)
    model.flows["recruiters_arrested"] += taken.size
    model.remove_recruiters(taken)


def remember(model, raid: Raid, identified: int) -> None:
    """Let morale, hostility and owners' expectations follow from the raid."""
    p, camps, police = model.numbers.policing, model.camps, model.police
    police.morale[raid.unit] += p.morale_memory * ((identified > 0) - police.morale[raid.unit])
    camps.hostility[raid.camp] = min(1.0, camps.hostility[raid.camp] + p.hostility)
    in_camp = max(1.0, float(camps.bars[raid.camp]))
    camps.raid_rate[raid.camp] += p.belief_memory * (raid.fate == SUCCEEDS) * p.bars_per_raid / in_camp
