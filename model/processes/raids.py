"""Step 11: raids on bars - who is found, who is identified rightly, what is closed, what anger follows (M29, M81)."""

import numpy as np

from model.codes import Exit, Stage
from model.compiled import compiled
from model.people.home import go_home
from model.processes.information import LEAK, LOOKOUT, Raid
from model.randomness import decision, pair_draw, pair_key, to_uniform

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
    flows, camps = model.flows, model.camps
    flows["raids"] += 1
    flows["raid_believed"] += raid.believed
    flows["raid_present"] += present(model.persons.arrays, model.persons.n, raid.camp)
    if raid.failure in (LEAK, LOOKOUT):
        camps.warned[raid.camp] = model.week
    if raid.failure:
        flows[f"raids_empty_{raid.failure}"] += 1
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
    bars, flows = model.bars, model.flows
    chosen = inspected_bars(model, raid)
    found, rows, mistaken = search(
        model.key, model.week, unit_key(model, raid), model.persons.arrays, model.persons.n,
        model.bar_workers.arrays, model.bar_workers.n, bars.row_of, chosen, *chances(model),
    )  # fmt: skip
    flows["raids_empty_moved_on"] += found == 0
    flows["raid_found"] += found
    flows["raid_identified"] += rows.size
    flows["people_misidentified"] += mistaken.size
    go_home(model, rows, Exit.RAID)
    model.let_go(mistaken)
    shut_and_arrest(model, raid, chosen)
    return rows.size


def chances(model) -> tuple[float, float, float]:
    """Return the chances to be found, to be identified when in exploitation, and to be mistaken when not (M81)."""
    p, screening = model.numbers.policing, model.levers.screening
    return p.found, min(1.0, p.identified * screening), min(1.0, p.misidentified / screening)


def unit_key(model, raid: Raid) -> np.uint64:
    """Return the identity of a raid: its unit's, with the number of the raid in the week."""
    return np.uint64(model.police.identity[raid.unit] + np.uint64(raid.number))


def inspected_bars(model, raid: Raid) -> np.ndarray:
    """Return a mask of the bars inspected, chosen by chance among the camp's, shape (bars,)."""
    bars = model.bars
    here = np.flatnonzero(bars.camp == raid.camp)
    who = np.full(here.size, unit_key(model, raid))
    u = model.luck.pair_uniform(INSPECTED, who, bars.identity[here], model.week)
    chosen = np.zeros(bars.n, bool)
    chosen[here[np.argsort(u, kind="stable")[: round(model.numbers.policing.bars_per_raid)]]] = True
    return chosen


@compiled
def search(key, week, raid, persons, n, workers, n_workers, bar_row, chosen, found, identified, mistaken):
    """Return how many people in exploitation are found, rows of those identified, and rows of workers mistaken."""
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


def shut_and_arrest(model, raid: Raid, chosen: np.ndarray) -> None:
    """Mark inspected bars that are closed next week, and arrest recruiters of the owners' networks."""
    p, bars = model.numbers.policing, model.bars
    u = model.luck.uniform(CLOSED, bars.identity, model.week)
    bars.ordered[chosen & (u < p.closure)] = True
    who = np.array([unit_key(model, raid)])
    count = model.luck.binomial(ARREST, who, model.week, np.array([chosen.sum()]), np.array([p.arrest]))[0]
    owners = np.isin(model.recruiters.network, bars.owner[chosen])
    arrest(model, owners, int(count))


def arrest(model, among: np.ndarray, n: int) -> None:
    """Arrest ``n`` recruiters, chosen by chance among those of the mask."""
    rows = np.flatnonzero(among)
    u = model.luck.uniform(ARRESTED, model.recruiters.identity[rows], model.week)
    taken = rows[np.argsort(u, kind="stable")[:n]]
    model.flows["recruiters_arrested"] += taken.size
    model.remove_recruiters(taken)


def remember(model, raid: Raid, identified: int) -> None:
    """Let morale, hostility and owners' expectations follow from the raid; raids that identify somebody open a case."""
    p, camps, police = model.numbers.policing, model.camps, model.police
    police.morale[raid.unit] += p.morale_memory * ((identified > 0) - police.morale[raid.unit])
    camps.hostility[raid.camp] = min(1.0, camps.hostility[raid.camp] + p.hostility)
    in_camp = max(1.0, float(camps.bars[raid.camp]))
    camps.raid_rate[raid.camp] += p.belief_memory * (raid.failure is None) * p.bars_per_raid / in_camp
    model.flows["complaints"] += identified > 0
