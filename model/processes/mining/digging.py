"""Step 4: miners dig, sell and pay for fuel, mercury and machines."""

from typing import NamedTuple

import numpy as np

from model.codes import ZONES, Form
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_words, to_uniform
from model.processes.mining.machinery import buy, part_dug, part_without, repay, take_on
from model.processes.state.forces import held
from model.processes.world import clock_of, rule

YIELD = decision("yield of the week")
RAINY_MONTHS = (12, 1, 2, 3)
LABOUR = int(Form.LABOUR)


class Conditions(NamedTuple):
    """What digging meets this week.

    ``labour``: people in labour exploitation, by camp; ``held``: share that forces hold, by zone type; ``rain``: yield
    relative to a dry week; ``gold_value``: soles/g at the farm gate; ``paid_for``: share of its value that buyers pay
    for gold whose origin cannot be shown (M13); ``wage``: outside wage, soles/week.
    """

    labour: np.ndarray
    held: np.ndarray
    rain: float
    gold_value: float
    paid_for: float
    wage: float


class Sales(NamedTuple):
    """Soles of a week: gold sold, operating costs, withheld for advances, kept by buyers, spent on machinery."""

    sold: float
    paid: float
    withheld: float
    discount: float
    replaced: float


class Dug(NamedTuple):
    """What a week of digging came to: gold by zone type, g, and soles.

    ``sales``: of miners, with the discount on employers' gold too; ``by_employers``: gold that employers sold.
    """

    gold: np.ndarray
    sales: Sales
    by_employers: float


@rule
def step(world):
    """Set what each camp yields this week, then dig row by row; gold in the ground falls by what is dug."""
    now, flows = world.now[0], world.flows[0]
    rain = world.numbers[0].digging.rain_yield if now.month in RAINY_MONTHS else 1.0
    conditions = Conditions(
        world.by_camp[LABOUR], held(world), rain, now.gold_value, 1.0 - world.levers[0].traceability, now.outside_wage
    )
    dug = dig_week(clock_of(world), world.miners, world.camps, conditions, now.scale, world.numbers)
    world.dug_by_zone[:] = dug.gold
    flows.gold_extracted += dug.gold.sum()
    flows.gold_sales += dug.sales.sold + dug.by_employers
    flows.discount_on_gold += dug.sales.discount
    flows.operating_costs += dug.sales.paid
    flows.employers_income += dug.sales.withheld + dug.by_employers
    flows.equipment_replaced += dug.sales.replaced


@compiled
def dig_week(clock, miners, camps, conditions, scale, numbers):
    """Survey the camps, dig and return what came of it. ``scale``: people a row of miners stands for."""
    survey(camps, miners, conditions, scale, numbers)
    before = camps.gold[: camps.n].copy()
    sold, paid, withheld, discount, replaced = dig(clock, miners, camps, conditions, scale, numbers)
    worth = dig_for_employers(camps, conditions, numbers) * conditions.gold_value
    by_employers = worth * conditions.paid_for
    gold = np.zeros(ZONES)
    for c in range(camps.n):
        gold[camps.zone[c]] += before[c] - camps.gold[c]
    return Dug(gold, Sales(sold, paid, withheld, discount + worth - by_employers, replaced), by_employers)


@compiled
def survey(camps, miners, conditions, scale, numbers):
    """Count who works where and set the camps' yields, costs of living and expected net incomes.

    Forces stop digging without a permit in what they hold of a zone type (M54). Men without machinery work for those
    who own some, as far as these can take them on, or by hand; whoever opens a closed camp brings machinery along.
    """
    count_workers(camps, miners, conditions.labour, scale)
    value = conditions.gold_value * conditions.paid_for
    for c in range(camps.n):
        alone = camps.miners[c] - conditions.labour[c] - camps.equipped[c]
        take_on(camps, c, alone, numbers[0].operations)
        camps.suppressed[c] = conditions.held[camps.zone[c]]
        camps.yields[c] = mean_yield(camps, c, conditions.rain, numbers[0].digging)
        gross = camps.yields[c] * (1.0 - camps.suppressed[c]) * value
        set_net_income(camps, c, gross, conditions, numbers)


@compiled
def count_workers(camps, miners, labour, scale):
    """Count miners, of them those with machinery, and people in ``labour`` exploitation in each camp."""
    for c in range(camps.n):
        camps.miners[c] = labour[c]
        camps.equipped[c] = 0.0
    for i in range(miners.n):
        camps.miners[miners.camp[i]] += scale
        camps.equipped[miners.camp[i]] += scale if miners.equipped[i] else 0.0


@inlined
def mean_yield(camps, c, rain, digging):
    """Return the mean yield of a miner in a camp with all its machinery, g/week.

    Best yield x rain x quality x share of gold left ** depletion / (1 + workers / room): crowding divides a site's gold
    among more people (Gordon 1954).
    """
    left = (camps.gold[c] / max(camps.gold_start[c], 1.0)) ** digging.depletion
    crowding = 1.0 + camps.miners[c] / camps.room[c]
    return digging.best_yield * rain * camps.quality[c] * left / crowding


@inlined
def set_net_income(camps, c, gross, conditions, numbers):
    """Move a camp's prices, and set its cost of living and expected net incomes; ``gross``: of an owner, soles/week.

    Prices follow what miners' money allows, with the declared speed (M5).
    """
    spending, part = numbers[0].spending, part_without(camps, c, numbers[0].operations)
    alone = camps.miners[c] - conditions.labour[c] - camps.equipped[c]
    mean = (camps.equipped[c] + part * alone) / (camps.equipped[c] + alone) if alone > 0.0 else 1.0
    dearer = markup(camps, c, gross * mean / conditions.wage, numbers)
    camps.prices[c] += spending.price_speed * (1.0 + dearer - camps.prices[c])
    camps.living[c] = spending.living_cost * camps.prices[c]
    earned = gross * (1.0 - numbers[0].digging.operating_share)
    camps.net[c] = earned * mean - camps.living[c]
    camps.net_owner[c], camps.net_hand[c] = earned - camps.living[c], earned * part - camps.living[c]


@inlined
def markup(camps, c, ratio, numbers):
    """Return the markup towards which a camp's prices move, for a gross income of ``ratio`` outside wages.

    It rises with income over the outside wage and falls with the sellers a miner can choose among, counted in bars;
    it is normalised to the usual number of them and bounded by the highest markup known. A camp that nobody works yet
    is taken to have the usual sellers.
    """
    spending, sellers = numbers[0].spending, 1.0
    if camps.open[c] and camps.miners[c] > 0.0:
        sellers = camps.bars[c] / camps.miners[c] / spending.usual_sellers
    scarcity = (1.0 + spending.competition) / (1.0 + spending.competition * sellers)
    return min(spending.highest_markup, spending.price_response * max(0.0, ratio - 1.0) * scarcity)


@compiled
def dig(clock, miners, camps, conditions, scale, numbers):
    """Let every miner dig, sell, pay and update his running income; return what all sales came to.

    Buyers keep a discount on the gold of miners without a permit, who cannot show where it comes from. Who has no
    machinery buys some when he can, and pays off what he owes for it.
    """
    digging, operations = numbers[0].digging, numbers[0].operations
    operating_share, advance_withheld = digging.operating_share, digging.advance_withheld
    luck_share, memory, gold_value = digging.luck_share, digging.income_memory, conditions.gold_value
    sold = paid = withheld = discount = replaced = 0.0
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(miners.n):
        k = i % BLOCK
        if k == 0:
            fill_words(clock.key, YIELD, miners.identity[i : min(i + BLOCK, miners.n)], clock.week, words)
        camp, permit, equipped = miners.camp[i], miners.formal[i], miners.equipped[i]
        working = 1.0 if permit else 1.0 - camps.suppressed[camp]
        part = part_dug(equipped, camps.taken_on[camp], to_uniform(words[1, k]), operations)
        grams = take(camps, camp, working * part, to_uniform(words[0, k]), luck_share, scale)
        paid_for = 1.0 if permit else conditions.paid_for
        gross = grams * gold_value * paid_for
        earned = gross * (1.0 - operating_share)
        kept_back = earned * advance_withheld if miners.forced[i] else 0.0
        if not equipped:
            expected = camps.yields[camp] * working * gold_value * paid_for * (1.0 - operating_share)
            replaced += buy(miners, i, expected - camps.living[camp], to_uniform(words[2, k]), operations)
        instalment = repay(miners, i, earned - kept_back, operations)
        replaced += instalment
        earned -= kept_back + instalment
        miners.earned[i] = earned
        miners.income[i] += memory * (earned - camps.living[camp] - miners.income[i])
        sold += gross * scale
        paid += gross * operating_share * scale
        withheld += kept_back * scale
        discount += grams * gold_value * (1.0 - paid_for) * scale
    return Sales(sold, paid, withheld, discount, replaced * scale)


@inlined
def take(camps, camp, working, u, luck_share, scale):
    """Take what a miner digs in a week from the ground of his camp and return it, g; never more than is left.

    Mean x (1 - luck share + luck share x E), E exponential with mean one, from the uniform ``u``: rare rich finds.
    ``working``: the share of the yield that is dug.
    """
    find = -np.log(u)
    grams = camps.yields[camp] * (1.0 - luck_share + luck_share * find)
    grams *= working
    grams = min(grams, camps.gold[camp] / scale)
    camps.gold[camp] = max(0.0, camps.gold[camp] - grams * scale)  # rounding may fall below
    return grams


@compiled
def dig_for_employers(camps, conditions, numbers):
    """Let people in labour exploitation dig for their employers, with what machinery there is; return the gold, g."""
    dug, labour = 0.0, conditions.labour
    for c in range(camps.n):
        if labour[c] > 0.0:
            alone = camps.miners[c] - labour[c] - camps.equipped[c]
            equipped = camps.equipped[c] / (camps.equipped[c] + alone) if alone > 0.0 else 1.0
            part = 1.0 - numbers[0].operations.mechanised * (1.0 - equipped)
            worked = camps.yields[c] * part * (1.0 - camps.suppressed[c])
            grams = min(labour[c] * worked, camps.gold[c])
            camps.gold[c] -= grams
            dug += grams
    return dug
