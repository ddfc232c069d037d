"""Step 4: miners dig, sell and pay for fuel, mercury and machines."""

import numpy as np

from model.codes import ZONES
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_words, to_uniform
from model.processes.state.forces import held
from model.text.dates import date_of

YIELD = decision("yield of the week")
RAINY_MONTHS = (12, 1, 2, 3)


def step(model) -> None:
    """Set what each camp yields this week, then dig row by row; gold in the ground falls by what is dug."""
    p, camps, miners, flows = model.old_numbers, model.camps, model.miners, model.flows
    rain = p.digging.rain_yield if date_of(model.week).month in RAINY_MONTHS else 1.0
    model.dug_by_zone, sold, paid, withheld, by_employers, discount, replaced = dig_week(
        model.key, model.week, camps.table, camps.n, miners.table, miners.n, model.census.labour, model.scale, rain,
        model.gold_value, 1.0 - model.levers.traceability, model.outside_wage, held(model), p.digging, p.spending,
        p.operations,
    )  # fmt: skip
    flows["gold_extracted"] += model.dug_by_zone.sum()
    flows["gold_sales"] += sold + by_employers
    flows["discount_on_gold"] += discount
    flows["operating_costs"] += paid
    flows["employers_income"] += withheld + by_employers
    flows["equipment_replaced"] += replaced


@compiled
def dig_week(key, week, camps, n_camps, miners, n, labour, scale, rain, gold_value, paid_for, wage, held, p, q, o):
    """Survey the camps and dig.

    ``paid_for``: share of its value that buyers pay for gold whose origin cannot be shown (M13). Return grams by zone
    type, and soles sold for, paid, withheld, sold by employers, kept by buyers, and spent on new machinery.
    """
    working = survey(camps, n_camps, miners, n, labour, scale, rain, gold_value * paid_for, wage, held, p, q, o)
    before = camps.gold[:n_camps].copy()
    sold, paid, withheld, discount, replaced = dig(
        key, week, miners, n, camps, n_camps, working, scale, gold_value, paid_for, p, o
    )
    worth = dig_for_employers(camps, labour, working[0], gold_value)
    by_employers = worth * paid_for
    dug = np.zeros(ZONES)
    for c in range(n_camps):
        dug[camps.zone[c]] += before[c] - camps.gold[c]
    return dug, sold, paid, withheld, by_employers, discount + worth - by_employers, replaced


@compiled
def survey(camps, n, miners, n_miners, labour, scale, rain, gold_value, wage, held, p, q, o):
    """Count who works where and set the camps' yields, costs of living and expected net incomes.

    Return the share of the yield that is dug, without and with a permit, shape (2, camps).

    Mean yield = best yield x quality x share of gold left ** depletion / (1 + workers / room): crowding divides a
    site's gold among more people (Gordon 1954), less what rain costs. Forces stop digging without a permit in what
    they hold of a zone type (M54), and yields fall where machinery was destroyed; whoever opens a closed camp brings
    machinery along. Local prices follow what miners' money allows, with the declared speed (M5).
    """
    working = np.empty((2, n))
    for c in range(n):
        camps.miners[c] = labour[c]
    for i in range(n_miners):
        camps.miners[miners.camp[i]] += scale
    for c in range(n):
        left = (camps.gold[c] / max(camps.gold_start[c], 1.0)) ** p.depletion
        crowding = 1.0 + camps.miners[c] / camps.room[c]
        if not camps.open[c]:
            camps.equipment[c] = camps.equipment_formal[c] = 1.0
        camps.suppressed[c] = held[camps.zone[c]]
        working[0, c] = (1.0 - camps.suppressed[c]) * productive(camps.equipment[c], o)
        working[1, c] = productive(camps.equipment_formal[c], o)
        camps.yields[c] = p.best_yield * rain * camps.quality[c] * left / crowding
        gross = camps.yields[c] * working[0, c] * gold_value
        camps.prices[c] += q.price_speed * (1.0 + markup(camps, c, gross / wage, q) - camps.prices[c])
        camps.living[c] = q.living_cost * camps.prices[c]
        earned = gross * (1.0 - p.operating_share)
        camps.net[c] = earned - spent_on_machinery(earned, camps.equipment[c], o) - camps.living[c]
    return working


@inlined
def productive(equipment, o):
    """Return the share of the yield that is left when the share ``equipment`` of machinery is whole."""
    return 1.0 - o.mechanised * (1.0 - equipment)


@inlined
def spent_on_machinery(earned, equipment, o):
    """Return what a miner spends on new machinery in a week, soles: the more, the more is missing (M55)."""
    return (1.0 - equipment) * min(o.replacement * earned, o.equipment_value)


@compiled
def markup(camps, c, ratio, q):
    """Return the markup towards which a camp's prices move, for a gross income of ``ratio`` outside wages.


    It rises with income over the outside wage and falls with the sellers a miner can choose among, counted in bars;
    it is normalised to the usual number of them and bounded by the highest markup known. A camp that nobody works yet
    is taken to have the usual sellers.
    """
    sellers = camps.bars[c] / camps.miners[c] / q.usual_sellers if camps.open[c] and camps.miners[c] > 0.0 else 1.0
    scarcity = (1.0 + q.competition) / (1.0 + q.competition * sellers)
    return min(q.highest_markup, q.price_response * max(0.0, ratio - 1.0) * scarcity)


@compiled
def dig(key, week, miners, n, camps, n_camps, working, scale, gold_value, paid_for, p, o):
    """Let every miner dig; return soles sold for, paid for operating, withheld, kept by buyers, spent on machinery.

    A week's yield is mean x (1 - luck share + luck share x E), E exponential with mean one: rare rich finds. Buyers
    keep a discount on the gold of miners without a permit, who cannot show where it comes from.
    """
    sold = paid = withheld = discount = 0.0
    replaced, buyers = np.zeros((2, n_camps)), np.zeros((2, n_camps))
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(n):
        if i % BLOCK == 0:
            fill_words(key, YIELD, miners.identity[i : min(i + BLOCK, n)], week, words)
        camp = miners.camp[i]
        find = -np.log(to_uniform(words[0, i % BLOCK]))
        grams = camps.yields[camp] * (1.0 - p.luck_share + p.luck_share * find)
        permit = 1 if miners.formal[i] else 0
        grams *= working[permit, camp]
        grams = min(grams, camps.gold[camp] / scale)
        camps.gold[camp] -= grams * scale
        worth = grams * gold_value
        gross = worth if miners.formal[i] else worth * paid_for
        earned = gross * (1.0 - p.operating_share)
        kept_back = earned * p.advance_withheld if miners.forced[i] else 0.0
        earned -= kept_back
        whole = camps.equipment_formal[camp] if permit else camps.equipment[camp]
        if whole < 1.0:
            spent = spent_on_machinery(earned, whole, o)
            replaced[permit, camp] += spent
            buyers[permit, camp] += 1.0
            earned -= spent
        miners.earned[i] = earned
        miners.income[i] += p.income_memory * (earned - camps.living[camp] - miners.income[i])
        sold += gross * scale
        paid += gross * p.operating_share * scale
        withheld += kept_back * scale
        discount += (worth - gross) * scale
    install(camps, n_camps, replaced, buyers, o)
    return sold, paid, withheld, discount, replaced.sum() * scale


@compiled
def install(camps, n, replaced, buyers, o):
    """Add the machinery bought with ``replaced`` soles, shape (2, camps), to what is whole in each camp."""
    for c in range(n):
        if buyers[0, c] > 0.0:
            camps.equipment[c] = min(1.0, camps.equipment[c] + replaced[0, c] / (buyers[0, c] * o.equipment_value))
        if buyers[1, c] > 0.0:
            added = replaced[1, c] / (buyers[1, c] * o.equipment_value)
            camps.equipment_formal[c] = min(1.0, camps.equipment_formal[c] + added)


@compiled
def dig_for_employers(camps, labour, working, gold_value):
    """Let people in labour exploitation dig for their employers; return what the gold is worth, in soles."""
    dug = 0.0
    for camp in range(labour.size):
        grams = min(labour[camp] * camps.yields[camp] * working[camp], camps.gold[camp])
        camps.gold[camp] -= grams
        dug += grams
    return dug * gold_value
