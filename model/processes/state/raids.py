"""Step 11: raids on bars - who is found, who is identified rightly, what is closed, what anger follows (M29, M81)."""

import numpy as np

from model.codes import UNDER_18, ZONES, Climate, Exit, Form, Memory, Sex, Source, Stage
from model.kernels.compiled import compiled
from model.kernels.randomness import binomial, decision, pair_draw, pair_key, to_normal, to_uniform, uniform
from model.kernels.streams import WEEK_BIT
from model.people.home import go_home
from model.processes.state.complaints import lodge
from model.processes.state.forces import held
from model.processes.state.information import CAUSES, LOOKOUT, OFFICIAL_LEAK, SUCCEEDS, Raid

INSPECTED = decision("bars inspected in a raid")
FOUND = decision("found and identified in a raid")
MISTAKEN = decision("bar worker found in a raid")
CLOSED = decision("bar closed by a raid")
LODGING = decision("a case rests on lodging")
ARREST = decision("recruiters arrested after a raid")
ARRESTED = decision("who is arrested")
EXPLOITED = int(Stage.EXPLOITED)
BANDS = {0: "none", 1: "1", 2: "2_to_4", 5: "5_to_9", 10: "10_or_more"}
"""Classes of raids by people identified, each by the smallest number in it."""


def step(model) -> None:
    """Carry out the planned raids, one after another, and let bars learn how dangerous zone types are."""
    hits = np.zeros(ZONES)
    for raid in model.planned_raids:
        identified = carry_out(model, raid)
        model.flows[f"raids_identifying_{band(identified)}"] += 1
        model.flows["identified_in_operations"] += identified * raid.operation
        remember(model, raid, identified)
        hits[model.camps.zone[raid.camp]] += model.old_numbers.policing.bars_per_raid * (raid.fate == SUCCEEDS)
    model.planned_raids = []
    learn_danger(model, hits)


def learn_danger(model, hits: np.ndarray) -> None:
    """Move what bars remember towards this week's danger, raids a bar; ``hits`` are bars raided by zone type.

    Forces and permanent posts in a zone type seem to them worth so many raids.
    """
    p, levers, risk = model.old_numbers.bars, model.levers, model.zone_risk
    rate = hits / np.maximum(1.0, model.census.bars_by_zone)
    rate += p.presence_danger * held(model) + p.post_danger * np.array(levers.posts)
    risk[Memory.USUAL] += p.danger_memory * (rate - risk[Memory.USUAL])
    risk[Memory.FRESH] += p.fresh_memory * (rate - risk[Memory.FRESH])


def band(identified: int) -> str:
    """Return the class of a raid that identifies so many people."""
    return BANDS[max(least for least in BANDS if least <= identified)]


def carry_out(model, raid: Raid) -> int:
    """Return how many people in exploitation a raid identifies; a warned camp is empty for days."""
    flows, camps, persons = model.flows, model.camps, model.persons
    flows["raids"] += 1
    flows["raids_joint"] += raid.joint
    flows["raid_believed"] += raid.believed
    flows["raid_present"] += present(persons.table, persons.n, raid.camp)
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
    bars, flows, p = model.bars, model.flows, model.old_numbers.policing
    who = identity_of(model, raid)
    chosen = inspected(model.key, model.week, who, bars.table, bars.n, raid.camp, p, model.old_numbers.bars)
    quality = sign_quality(model, raid)
    overlooked = model.old_numbers.bars.unseen * (1.0 - model.police.sight[raid.unit]) * bars.hidden
    found, rows, mistaken = search(
        model.key, model.week, who, model.persons.table, model.persons.n, model.bar_workers.table,
        model.bar_workers.n, bars.row_of, chosen, p.found * (1.0 - overlooked), p.sign_separation * quality,
        p.sign_threshold * quality,
    )  # fmt: skip
    rows = rows[np.argsort(model.persons.identity[rows])]  # the case is against the first one's network
    flows["raids_empty_moved_on"] += found == 0
    learn_from(model, raid, found, int(chosen.sum()))
    flows["raid_found"] += found
    flows["raid_identified"] += rows.size
    flows["people_misidentified"] += mistaken.size
    open_case(model, who, rows, p.joint_evidence if raid.joint else 0.0)
    go_home(model, rows, Exit.RAID)
    model.remove_bar_workers(mistaken)
    count = binomial(model.key, ARREST, who, model.week, int(chosen.sum()), p.arrest)
    owners = np.bincount(bars.owner[chosen], minlength=model.networks.n) > 0
    arrest(model, owners[model.recruiters.network], count)
    return rows.size


def learn_from(model, raid: Raid, found: int, inspected: int) -> None:
    """Let police correct what they believe of the camp and of its zone type, and learn how bars hide.

    What a raid finds stands for the whole camp; other camps of the zone type are believed to hold more or fewer in
    proportion to the surprise.
    """
    camps, police, p = model.camps, model.police, model.old_numbers.policing
    estimate = found / p.found * camps.bars[raid.camp] / max(1, inspected)
    alike = camps.zone == camps.zone[raid.camp]
    alike[raid.camp] = False
    surprise = min(p.most_surprise, estimate / max(1.0, camps.belief[raid.camp]))
    camps.belief[alike] *= 1.0 + p.zone_learning * (surprise - 1.0)
    camps.belief[raid.camp] += p.raid_learning * (estimate - camps.belief[raid.camp])
    police.sight[raid.unit] += p.sight_learning * (1.0 - police.sight[raid.unit])


def sign_quality(model, raid: Raid) -> float:
    """Return the quality of the signs that a raid goes by, 1 where aimed under routine screening (M81).

    Training, informed professionals and a joint raid add; a raid that is not aimed knows less of whom to look for.
    """
    p, climate = model.old_numbers.policing, model.climate
    learned = p.trained_signs * climate[Climate.POLICE_TRAINING] + p.professional_signs * climate[Climate.PROFESSIONALS]
    quality = model.levers.screening + learned + p.joint_signs * raid.joint
    return quality if raid.aimed else quality * p.untargeted_signs


def open_case(model, who: np.uint64, rows: np.ndarray, secured: float) -> None:
    """Open one case for the people in ``rows`` whom a raid identifies, against the network that holds the first.

    Prosecutors who take part secure the share ``secured`` of what the evidence will lack. Some cases about people
    under 18 rest on lodging, which a bar does not offer, so that the law knows no offence there (M45).
    """
    persons = model.persons
    if rows.size:
        first = rows[np.argmin(persons.identity[rows])]
        under_18 = np.count_nonzero(persons.age[rows] < UNDER_18)
        gap = bool(under_18 and uniform(model.key, LODGING, who, model.week) < legal_gap(model))
        model.flows["cases_in_legal_gap"] += gap
        lodge(
            model, Source.RAID, np.array([who]), form=Form.SEXUAL, people=rows.size, network=persons.network[first],
            secured=secured, gap=gap, under_18=under_18,
            female=np.count_nonzero(persons.sex[rows] == Sex.FEMALE),
        )  # fmt: skip


def legal_gap(model) -> float:
    """Return the share of raid cases with people under 18 that rest on no offence, less what reform closes (M45)."""
    return model.old_numbers.licensing.legal_gap * (1.0 - model.levers.legal_reform)


def identity_of(model, raid: Raid) -> np.uint64:
    """Return the identity of a raid: its unit's, with the week and, in the order's upper half, its number."""
    week = np.uint64(model.week) << WEEK_BIT
    return model.police.identity[raid.unit] + week + (np.uint64(raid.number) << np.uint64(16))


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
def search(key, week, raid, persons, n, workers, n_workers, bar_row, chosen, found, separation, threshold):
    """Return how many people in exploitation are found, rows of those identified, and rows of workers mistaken.

    Those who identify see signs, never the state (signal detection, Green and Swets 1966; M81): a normal number of
    sd 1, mean ``separation`` for people in exploitation and 0 for workers; who shows more than the threshold is
    identified. Better signs move both apart in proportion, so that fewer are missed and fewer mistaken. ``found`` is
    the chance to come upon somebody, by bar.
    """
    first = pair_key(key, FOUND, week)
    second = pair_key(key, MISTAKEN, week)
    rows = np.empty(n, np.int64)
    wrong = np.empty(n_workers, np.int64)
    seen = right = errors = 0
    for i in range(n):
        if persons.stage[i] == EXPLOITED and persons.bar[i] >= 0 and chosen[bar_row[persons.bar[i]]]:
            words = pair_draw(first[0], first[1], raid, persons.identity[i])
            if to_uniform(words[0]) < found[bar_row[persons.bar[i]]]:
                seen += 1
                if separation + to_normal(words[1], words[2]) > threshold:
                    rows[right] = i
                    right += 1
    for i in range(n_workers):
        if chosen[bar_row[workers.bar[i]]]:
            words = pair_draw(second[0], second[1], raid, workers.identity[i])
            if to_uniform(words[0]) < found[bar_row[workers.bar[i]]] and to_normal(words[1], words[2]) > threshold:
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
    model.recruiters.risk[rows] += model.old_numbers.recruitment.risk_memory * taken.size / max(1, rows.size)
    model.flows["recruiters_arrested"] += taken.size
    model.remove_recruiters(taken)


def remember(model, raid: Raid, identified: int) -> None:
    """Let morale, hostility and owners' expectations follow from the raid."""
    p, camps, police = model.old_numbers.policing, model.camps, model.police
    police.morale[raid.unit] += p.morale_memory * ((identified > 0) - police.morale[raid.unit])
    camps.hostility[raid.camp] = min(1.0, camps.hostility[raid.camp] + p.hostility)
    in_camp = max(1.0, float(camps.bars[raid.camp]))
    camps.raid_rate[raid.camp] += p.belief_memory * (raid.fate == SUCCEEDS) * p.bars_per_raid / in_camp
