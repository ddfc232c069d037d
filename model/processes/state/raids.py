"""Step 11: raids on bars: who is found and rightly identified, which bars close, what anger follows (M29, M81)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, ZONES, Climate, Exit, Form, Memory, Sex, Source, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, pair_draw, pair_key, to_normal, to_uniform, uniform
from model.kernels.rows import rows_with
from model.people.home import go_home
from model.people.leaving import leave_bars
from model.processes.state.accused import name_somebody
from model.processes.state.complaints import by_identity, lodge
from model.processes.state.custody import detain
from model.processes.state.forces import held
from model.processes.state.information import (
    LOOKOUT,
    OFFICIAL_LEAK,
    SUCCEEDS,
    WRONG_PLACE,
    Plan,
    identity_of_plan,
    warned_bars,
)
from model.processes.world import clock_of

INSPECTED = decision("bars inspected in a raid")
FINDING_EXPLOITED = decision("found and identified in a raid")
FINDING_WORKERS = decision("bar worker found in a raid")
CLOSED = decision("bar closed by a raid")
LODGING = decision("a case rests on lodging")
ARREST = decision("somebody is held in a raid")
EXPLOITED, SEXUAL, FEMALE = int(Stage.EXPLOITED), int(Form.SEXUAL), int(Sex.FEMALE)
BY_RAID, RAID = int(Exit.RAID), int(Source.RAID)
USUAL, FRESH = int(Memory.USUAL), int(Memory.FRESH)
POLICE_TRAINING, PROFESSIONALS = int(Climate.POLICE_TRAINING), int(Climate.PROFESSIONALS)


def step(model) -> None:
    """Carry out the planned raids, one after another, and let bars learn how dangerous zone types are."""
    hits, world = np.zeros(ZONES), model.world
    with model.changes_noticed():
        for raid in model.planned_raids:
            carry_out(world, raid, hits)
    learn_danger(world, hits)


@compiled
def learn_danger(world, hits):
    """Move what bars remember towards this week's danger, raids a bar; ``hits`` are bars raided by zone type.

    Forces and permanent posts in a zone type count as so many raids a bar.
    """
    bars, risk, posts, share = world.numbers[0].bars, world.zone_risk, world.levers[0].posts, held(world)
    for zone in range(ZONES):
        rate = hits[zone] / max(1.0, world.census[0].bars_by_zone[zone])
        rate += bars.presence_danger * share[zone] + bars.post_danger * posts[zone]
        risk[USUAL, zone] += bars.danger_memory * (rate - risk[USUAL, zone])
        risk[FRESH, zone] += bars.fresh_memory * (rate - risk[FRESH, zone])


@compiled
def carry_out(world, raid, hits):
    """Carry out a raid; count it and, in ``hits``, the bars raided by zone type. A warned bar is empty for days."""
    flows, camps = world.flows[0], world.camps
    flows.raids += 1
    flows.raids_joint += raid.joint
    flows.raid_believed += raid.believed
    flows.raid_present += people_present(world.persons, raid.camp)
    warn(world, raid)
    identified = inspect(world, raid) if raid.fate == SUCCEEDS else 0
    flows.raids_empty_official_leak += raid.fate == OFFICIAL_LEAK
    flows.raids_empty_lookout += raid.fate == LOOKOUT
    flows.raids_empty_wrong_place += raid.fate == WRONG_PLACE
    count_identified(flows, identified)
    flows.identified_in_operations += identified * raid.operation
    remember(world, raid, identified)
    hits[camps.zone[raid.camp]] += world.numbers[0].policing.bars_per_raid * got_there(raid)


@inlined
def got_there(raid):
    """Return the share of a raid that comes upon bars that have not been warned."""
    return (1.0 - raid.warned) * (raid.fate == SUCCEEDS)


@compiled
def warn(world, raid):
    """Note which bars have been warned, by officials and word of mouth or all by lookouts; count the former."""
    bars, flows, week, here = world.bars, world.flows[0], world.now[0].week, 0
    heard = warned_bars(world, identity_of(world, raid), raid.camp, raid.told)
    for b in range(bars.n):
        here += bars.camp[b] == raid.camp
        if heard[b] or (bars.camp[b] == raid.camp and raid.fate in (LOOKOUT, OFFICIAL_LEAK)):
            bars.warned[b] = week
    flows.bars_in_raided_camps += here
    flows.bars_warned_by_officials += heard.sum()
    flows.raids_warned_wholly += raid.fate == OFFICIAL_LEAK
    flows.raids_warned_partly += 0.0 < raid.warned < 1.0


@inlined
def count_identified(flows, people):
    """Count a raid by how many people it identifies."""
    flows.raids_identifying_none += people == 0
    flows.raids_identifying_1 += people == 1
    flows.raids_identifying_2_to_4 += 2 <= people < 5
    flows.raids_identifying_5_to_9 += 5 <= people < 10
    flows.raids_identifying_10_or_more += people >= 10


@compiled
def people_present(persons, camp):
    """Return the number of people in sexual exploitation in a camp."""
    stage, camps, bars, count = persons.stage, persons.camp, persons.bar, 0
    for i in range(persons.n):
        count += (stage[i] == EXPLOITED) & (camps[i] == camp) & (bars[i] >= 0)
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


@compiled
def inspect(world, raid):
    """Inspect some bars of the camp; return how many people in exploitation are identified. Warned ones are empty."""
    clock, bars, persons, flows = clock_of(world), world.bars, world.persons, world.flows[0]
    policing = world.numbers[0].policing
    who, quality = identity_of(world, raid), sign_quality(world, raid)
    chosen = inspected(clock, who, bars, raid.camp, world.numbers)
    unseen, chance = world.numbers[0].bars.unseen * (1.0 - world.police.sight[raid.unit]), np.empty(bars.n)
    for b in range(bars.n):
        chance[b] = 0.0 if bars.warned[b] == clock.week else policing.found * (1.0 - unseen * bars.hidden[b])
    result = search(
        clock, who, persons, world.bar_workers, Search(chosen, chance, bars.row_of),
        Signs(policing.sign_separation * quality, policing.sign_threshold * quality),
    )  # fmt: skip
    rows = by_identity(result.identified, persons.identity)  # the case is against the first one's network
    surprised = not_warned(bars, chosen, clock.week)
    leaked = raid.warned > 0.0 and not surprised.any()
    flows.raids_empty_official_leak += result.found == 0 and leaked
    flows.raids_empty_moved_on += result.found == 0 and not leaked
    learn_from(world, raid, result.found, chosen.sum())
    flows.raid_found += result.found
    flows.raid_identified += rows.size
    flows.people_misidentified += result.mistaken.size
    if rows.size:
        open_case(world, raid, who, rows)
        held = uniform(clock.key, ARREST, who, clock.week) >= (1.0 - policing.arrest) ** surprised.sum()
        name_somebody(world, world.cases.n - 1, held)
        if held:
            detain(world, world.cases.n - 1)
    go_home(world, rows, BY_RAID)
    leave_bars(world, result.mistaken)
    return rows.size


@compiled
def not_warned(bars, chosen, week):
    """Return a mask of the bars of a mask that no warning has reached this week."""
    surprised = np.zeros(chosen.size, np.bool_)
    for b in range(chosen.size):
        surprised[b] = chosen[b] and bars.warned[b] != week
    return surprised


@compiled
def learn_from(world, raid, found, inspected):
    """Let police correct what they believe of the camp and of its zone type, and learn how bars hide.

    What a raid finds stands for the whole camp; other camps of the zone type are believed to hold more or fewer in
    proportion to the surprise.
    """
    camps, police, policing = world.camps, world.police, world.numbers[0].policing
    estimate = found / policing.found * camps.bars[raid.camp] / max(1, inspected)
    surprise = min(policing.most_surprise, estimate / max(1.0, camps.belief[raid.camp]))
    for c in range(camps.n):
        if camps.zone[c] == camps.zone[raid.camp] and c != raid.camp:
            camps.belief[c] *= 1.0 + policing.zone_learning * (surprise - 1.0)
    camps.belief[raid.camp] += policing.raid_learning * (estimate - camps.belief[raid.camp])
    police.sight[raid.unit] += policing.sight_learning * (1.0 - police.sight[raid.unit])


@compiled
def sign_quality(world, raid):
    """Return the quality of the signs that a raid goes by, 1 where aimed under routine screening (M81).

    Training, informed professionals and a joint raid add; a raid that is not aimed knows less of whom to look for.
    """
    policing, climate = world.numbers[0].policing, world.climate
    learned = policing.trained_signs * climate[POLICE_TRAINING]
    learned += policing.professional_signs * climate[PROFESSIONALS]
    quality = world.levers[0].screening + learned + policing.joint_signs * raid.joint
    return quality if raid.aimed else quality * policing.untargeted_signs


@compiled
def open_case(world, raid, who, rows):
    """Open one case for the people in ``rows``, in order, whom a raid identifies, against the network of the first.

    What is found there is evidence of the act; prosecutors who take part secure a share of what evidence lacks, of act
    and purpose. Some cases about people under 18 rest on lodging, which a bar does not offer, so that the law knows no
    offence there (M45).
    """
    persons, cases, clock, first = world.persons, world.cases, clock_of(world), rows[0]
    case, found = lodge(world, RAID, np.full(1, who)), world.numbers[0].justice.spot_evidence
    secured = world.numbers[0].policing.joint_evidence * raid.joint
    cases.form[case], cases.people[case], cases.unit[case] = SEXUAL, rows.size, raid.unit
    cases.network[case], cases.bar[case] = persons.network[first], persons.bar[first]
    cases.camp[case], cases.witness[case] = raid.camp, persons.unique_id[first]
    cases.evidence[case], cases.purpose[case] = found + secured * (1.0 - found), secured
    for i in rows:
        cases.under_18[case] += persons.age[i] < UNDER_18
        cases.female[case] += persons.sex[i] == FEMALE
    u = uniform(clock.key, LODGING, who, clock.week)
    cases.gap[case] = cases.under_18[case] > 0 and u < legal_gap(world)
    world.flows[0].cases_in_legal_gap += cases.gap[case]


@compiled
def legal_gap(world):
    """Return the share of raid cases with people under 18 that rest on no offence, less what reform closes (M45)."""
    return world.numbers[0].licensing.legal_gap * (1.0 - world.levers[0].legal_reform)


@compiled
def identity_of(world, raid):
    """Return the identity of a raid."""
    return identity_of_plan(Plan(world.police.identity[raid.unit], raid.number), world.now[0].week)


@compiled
def inspected(clock, raid, bars, camp, numbers):
    """Return a mask of the bars inspected, chosen by chance among the camp's.

    Some are ordered to close next week; a licence gives cover (M27), and so does a warning, as nobody is there.
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
        warned = bars.warned[i] == clock.week
        if not warned and uniform(clock.key, CLOSED, bars.identity[i], clock.week) < policing.closure * cover:
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
    held = rows_with(persons.stage, persons.n, EXPLOITED)
    identified, mistaken = np.empty(held.size, np.int64), np.empty(workers.n, np.int64)
    found = right = wrong = 0
    for i in held:
        if persons.bar[i] >= 0 and searched[row_of[persons.bar[i]]]:
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


@compiled
def remember(world, raid, identified):
    """Let morale, hostility and owners' expectations follow from the raid."""
    policing, camps, police = world.numbers[0].policing, world.camps, world.police
    police.morale[raid.unit] += policing.morale_memory * ((identified > 0) - police.morale[raid.unit])
    camps.hostility[raid.camp] = min(1.0, camps.hostility[raid.camp] + policing.hostility)
    in_camp = max(1.0, float(camps.bars[raid.camp]))
    raided = policing.belief_memory * got_there(raid) * policing.bars_per_raid
    camps.raid_rate[raid.camp] += raided / in_camp
