"""Step 11: raids on bars: who is found and rightly identified, which bars close, what anger follows (M29, M81)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, ZONES, Climate, Exit, Form, Memory, Sex, Source, Stage
from model.kernels.compiled import compiled
from model.kernels.randomness import binomial, decision, pair_draw, pair_key, to_normal, to_uniform, uniform
from model.kernels.streams import WEEK_BIT
from model.people.home import go_home
from model.people.leaving import catch_recruiters, leave_bars
from model.processes.state.complaints import lodge
from model.processes.state.forces import held
from model.processes.state.information import CAUSES, LOOKOUT, OFFICIAL_LEAK, SUCCEEDS, Raid

INSPECTED = decision("bars inspected in a raid")
FINDING_EXPLOITED = decision("found and identified in a raid")
FINDING_WORKERS = decision("bar worker found in a raid")
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
        hits[model.camps.zone[raid.camp]] += model.parameters.policing.bars_per_raid * (raid.fate == SUCCEEDS)
    model.planned_raids = []
    learn_danger(model, hits)


def learn_danger(model, hits: np.ndarray) -> None:
    """Move what bars remember towards this week's danger, raids a bar; ``hits`` are bars raided by zone type.

    Forces and permanent posts in a zone type count as so many raids a bar.
    """
    bars, risk = model.parameters.bars, model.zone_risk
    rate = hits / np.maximum(1.0, model.census.bars_by_zone)
    rate += bars.presence_danger * held(model.world) + bars.post_danger * np.array(model.levers.posts)
    risk[Memory.USUAL] += bars.danger_memory * (rate - risk[Memory.USUAL])
    risk[Memory.FRESH] += bars.fresh_memory * (rate - risk[Memory.FRESH])


def band(identified: int) -> str:
    """Return the class of a raid that identifies so many people."""
    return BANDS[max(least for least in BANDS if least <= identified)]


def carry_out(model, raid: Raid) -> int:
    """Return how many people in exploitation a raid identifies; a warned camp is empty for days."""
    flows = model.flows
    flows["raids"] += 1
    flows["raids_joint"] += raid.joint
    flows["raid_believed"] += raid.believed
    flows["raid_present"] += people_present(model.persons.table, raid.camp)
    if raid.fate in (OFFICIAL_LEAK, LOOKOUT):
        model.camps.warned[raid.camp] = model.week
    if raid.fate != SUCCEEDS:
        flows[f"raids_empty_{CAUSES[raid.fate]}"] += 1
        return 0
    return inspect(model, raid)


@compiled
def people_present(persons, camp):
    """Return the number of people in sexual exploitation in a camp."""
    count = 0
    for i in range(persons.n):
        count += persons.stage[i] == EXPLOITED and persons.camp[i] == camp and persons.bar[i] >= 0
    return count


class Search(NamedTuple):
    """Which bars a raid searches and the chance to come upon somebody there, (bars,) each; the row of each bar's id."""

    searched: np.ndarray
    chance: np.ndarray
    row_of: np.ndarray


class Signs(NamedTuple):
    """How well signs tell people in exploitation from bar workers, in standard deviations of the signs shown (M81).

    ``separation`` is the mean of people in exploitation above that of workers; who shows more than the ``threshold``
    is identified.
    """

    separation: float
    threshold: float


class SearchResult(NamedTuple):
    """People in exploitation found, the rows of those identified, and the rows of bar workers taken for them."""

    found: int
    identified: np.ndarray
    mistaken: np.ndarray


def inspect(model, raid: Raid) -> int:
    """Inspect some bars of the camp; return how many people in exploitation are identified."""
    bars, flows, policing = model.bars, model.flows, model.parameters.policing
    who, quality = identity_of(model, raid), sign_quality(model, raid)
    chosen = inspected(model.clock, who, bars.table, raid.camp, model.numbers)
    overlooked = model.parameters.bars.unseen * (1.0 - model.police.sight[raid.unit]) * bars.hidden
    result = search(
        model.clock, who, model.persons.table, model.bar_workers.table,
        Search(chosen, policing.found * (1.0 - overlooked), bars.row_of),
        Signs(policing.sign_separation * quality, policing.sign_threshold * quality),
    )  # fmt: skip
    rows = result.identified
    rows = rows[np.argsort(model.persons.identity[rows])]  # the case is against the first one's network
    flows["raids_empty_moved_on"] += result.found == 0
    learn_from(model, raid, result.found, int(chosen.sum()))
    flows["raid_found"] += result.found
    flows["raid_identified"] += rows.size
    flows["people_misidentified"] += result.mistaken.size
    open_case(model, who, rows, policing.joint_evidence if raid.joint else 0.0)
    go_home(model.world, rows, int(Exit.RAID))
    leave_bars(model.world, result.mistaken)
    count = binomial(model.key, ARREST, who, model.week, int(chosen.sum()), policing.arrest)
    owners = np.bincount(bars.owner[chosen], minlength=model.networks.n) > 0
    arrest(model, owners[model.recruiters.network], count)
    return rows.size


def learn_from(model, raid: Raid, found: int, inspected: int) -> None:
    """Let police correct what they believe of the camp and of its zone type, and learn how bars hide.

    What a raid finds stands for the whole camp; other camps of the zone type are believed to hold more or fewer in
    proportion to the surprise.
    """
    camps, police, policing = model.camps, model.police, model.parameters.policing
    estimate = found / policing.found * camps.bars[raid.camp] / max(1, inspected)
    alike = camps.zone == camps.zone[raid.camp]
    alike[raid.camp] = False
    surprise = min(policing.most_surprise, estimate / max(1.0, camps.belief[raid.camp]))
    camps.belief[alike] *= 1.0 + policing.zone_learning * (surprise - 1.0)
    camps.belief[raid.camp] += policing.raid_learning * (estimate - camps.belief[raid.camp])
    police.sight[raid.unit] += policing.sight_learning * (1.0 - police.sight[raid.unit])


def sign_quality(model, raid: Raid) -> float:
    """Return the quality of the signs that a raid goes by, 1 where aimed under routine screening (M81).

    Training, informed professionals and a joint raid add; a raid that is not aimed knows less of whom to look for.
    """
    policing, climate = model.parameters.policing, model.climate
    learned = policing.trained_signs * climate[Climate.POLICE_TRAINING]
    learned += policing.professional_signs * climate[Climate.PROFESSIONALS]
    quality = model.levers.screening + learned + policing.joint_signs * raid.joint
    return quality if raid.aimed else quality * policing.untargeted_signs


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
        case = lodge(model.world, int(Source.RAID), np.array([who]))
        columns = model.cases.cols
        columns["form"][case], columns["people"][case] = Form.SEXUAL, rows.size
        columns["network"][case], columns["secured"][case] = persons.network[first], secured
        columns["gap"][case], columns["under_18"][case] = gap, under_18
        columns["female"][case] = np.count_nonzero(persons.sex[rows] == Sex.FEMALE)


def legal_gap(model) -> float:
    """Return the share of raid cases with people under 18 that rest on no offence, less what reform closes (M45)."""
    return model.parameters.licensing.legal_gap * (1.0 - model.levers.legal_reform)


def identity_of(model, raid: Raid) -> np.uint64:
    """Return the identity of a raid: its unit's, with the week and, in the order's upper half, its number."""
    week = np.uint64(model.week) << WEEK_BIT
    return model.police.identity[raid.unit] + week + (np.uint64(raid.number) << np.uint64(16))


@compiled
def inspected(clock, raid, bars, camp, numbers):
    """Return a mask of the bars inspected, chosen by chance among the camp's.

    Some are ordered to close next week; a licence gives cover (M27).
    """
    policing, licence_cover = numbers[0].policing, numbers[0].bars.licence_cover
    k0, k1 = pair_key(clock.key, INSPECTED, clock.week)
    rank = np.full(bars.n, 2.0)
    here = 0
    for i in range(bars.n):
        if bars.camp[i] == camp:
            rank[i] = to_uniform(pair_draw(k0, k1, raid, bars.identity[i])[0])
            here += 1
    chosen = np.zeros(bars.n, np.bool_)
    for i in np.argsort(rank, kind="mergesort")[: min(here, int(np.rint(policing.bars_per_raid)))]:
        chosen[i] = True
        cover = 1.0 - licence_cover if bars.licensed[i] else 1.0
        if uniform(clock.key, CLOSED, bars.identity[i], clock.week) < policing.closure * cover:
            bars.ordered[i] = True
    return chosen


@compiled
def search(clock, raid, persons, workers, inspection, signs):
    """Return whom a raid of this identity finds, identifies and mistakes.

    Those who identify see signs, never the state (signal detection, Green and Swets 1966; M81): a normal number of
    sd 1, mean ``separation`` for people in exploitation and 0 for workers; who shows more than the threshold is
    identified. Better signs move both apart in proportion, so that fewer are missed and fewer mistaken.
    """
    searched, chance, row_of = inspection.searched, inspection.chance, inspection.row_of
    first = pair_key(clock.key, FINDING_EXPLOITED, clock.week)
    second = pair_key(clock.key, FINDING_WORKERS, clock.week)
    identified, mistaken = np.empty(persons.n, np.int64), np.empty(workers.n, np.int64)
    found = right = wrong = 0
    for i in range(persons.n):
        if persons.stage[i] == EXPLOITED and persons.bar[i] >= 0 and searched[row_of[persons.bar[i]]]:
            words = pair_draw(first[0], first[1], raid, persons.identity[i])
            if to_uniform(words[0]) < chance[row_of[persons.bar[i]]]:
                found += 1
                if signs.separation + to_normal(words[1], words[2]) > signs.threshold:
                    identified[right] = i
                    right += 1
    for i in range(workers.n):
        bar = row_of[workers.bar[i]]
        if searched[bar]:
            words = pair_draw(second[0], second[1], raid, workers.identity[i])
            if to_uniform(words[0]) < chance[bar] and to_normal(words[1], words[2]) > signs.threshold:
                mistaken[wrong] = i
                wrong += 1
    return SearchResult(found, identified[:right], mistaken[:wrong])


def arrest(model, among: np.ndarray, n: int) -> None:
    """Arrest ``n`` recruiters, chosen by chance among those of the mask; the others see the risk."""
    if n == 0:
        return
    rows = np.flatnonzero(among)
    u = model.luck.uniform(ARRESTED, model.recruiters.identity[rows], model.week)
    taken = rows[np.argsort(u, kind="stable")[:n]]
    model.recruiters.risk[rows] += model.parameters.recruitment.risk_memory * taken.size / max(1, rows.size)
    model.flows["recruiters_arrested"] += taken.size
    catch_recruiters(model.world, taken)


def remember(model, raid: Raid, identified: int) -> None:
    """Let morale, hostility and owners' expectations follow from the raid."""
    policing, camps, police = model.parameters.policing, model.camps, model.police
    police.morale[raid.unit] += policing.morale_memory * ((identified > 0) - police.morale[raid.unit])
    camps.hostility[raid.camp] = min(1.0, camps.hostility[raid.camp] + policing.hostility)
    in_camp = max(1.0, float(camps.bars[raid.camp]))
    raided = policing.belief_memory * (raid.fate == SUCCEEDS) * policing.bars_per_raid
    camps.raid_rate[raid.camp] += raided / in_camp
