"""Step 4: miners dig, sell and pay for fuel, mercury and machines."""

import numpy as np

from model.codes import ZONES
from model.compiled import compiled
from model.dates import date_of
from model.randomness import BLOCK, decision, fill_words, to_uniform

YIELD = decision("yield of the week")
RAINY_MONTHS = (12, 1, 2, 3)


def step(model) -> None:
    """Set what each camp yields this week, then dig row by row; gold in the ground falls by what is dug."""
    p, camps, miners, flows, levers = model.numbers, model.camps, model.miners, model.flows, model.levers
    rain = p.digging.rain_yield if date_of(model.week).month in RAINY_MONTHS else 1.0
    model.dug_by_zone, sold, paid, withheld, by_employers, discount = dig_week(
        model.key, model.week, camps.arrays, camps.n, miners.arrays, miners.n, model.census.labour, model.scale, rain,
        model.gold_value, 1.0 - levers.traceability, model.outside_wage, levers.suppression, p.digging, p.spending,
    )  # fmt: skip
    flows["gold_extracted"] += model.dug_by_zone.sum()
    flows["gold_sales"] += sold + by_employers
    flows["discount_on_gold"] += discount
    flows["operating_costs"] += paid
    flows["employers_income"] += withheld + by_employers


@compiled
def dig_week(key, week, camps, n_camps, miners, n, labour, scale, rain, gold_value, paid_for, wage, suppression, p, q):
    """Survey the camps and dig; return grams by zone type and soles sold for, paid, withheld and sold by employers.

    ``paid_for``: share of its value that buyers pay for gold whose origin cannot be shown (M13); the last number
    returned is what they keep.
    """
    survey(camps, n_camps, miners, n, labour, scale, rain, gold_value * paid_for, wage, suppression, p, q)
    before = camps.gold[:n_camps].copy()
    sold, paid, withheld, discount = dig(key, week, miners, n, camps, scale, gold_value, paid_for, p)
    worth = dig_for_employers(camps, labour, gold_value)
    by_employers = worth * paid_for
    dug = np.zeros(ZONES)
    for c in range(n_camps):
        dug[camps.zone[c]] += before[c] - camps.gold[c]
    return dug, sold, paid, withheld, by_employers, discount + worth - by_employers


@compiled
def survey(camps, n, miners, n_miners, labour, scale, rain, gold_value, wage, suppression, p, q):
    """Count who works where and set the camps' yields, costs of living and expected net incomes.

    Mean yield = best yield x quality x share of gold left ** depletion / (1 + workers / room): crowding divides a
    site's gold among more people (Gordon 1954), less what rain costs. Forces present stop part of the digging without
    a permit. Local prices follow what miners' money allows, with the declared speed (M5).
    """
    for c in range(n):
        camps.miners[c] = labour[c]
    for i in range(n_miners):
        camps.miners[miners.camp[i]] += scale
    for c in range(n):
        left = (camps.gold[c] / max(camps.gold_start[c], 1.0)) ** p.depletion
        crowding = 1.0 + camps.miners[c] / camps.room[c]
        camps.suppressed[c] = suppression[camps.zone[c]]
        camps.yields[c] = p.best_yield * rain * camps.quality[c] * left / crowding
        gross = camps.yields[c] * (1.0 - camps.suppressed[c]) * gold_value
        camps.prices[c] += q.price_speed * (1.0 + markup(camps, c, gross / wage, q) - camps.prices[c])
        camps.living[c] = q.living_cost * camps.prices[c]
        camps.net[c] = gross * (1.0 - p.operating_share) - camps.living[c]


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
def dig(key, week, miners, n, camps, scale, gold_value, paid_for, p):
    """Let every miner dig; return soles sold for, paid for operating, withheld by employers and kept by buyers.

    A week's yield is mean x (1 - luck share + luck share x E), E exponential with mean one: rare rich finds. Buyers
    keep a discount on the gold of miners without a permit, who cannot show where it comes from.
    """
    sold = paid = withheld = discount = 0.0
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(n):
        if i % BLOCK == 0:
            fill_words(key, YIELD, miners.identity[i : min(i + BLOCK, n)], week, words)
        camp = miners.camp[i]
        find = -np.log(to_uniform(words[0, i % BLOCK]))
        grams = camps.yields[camp] * (1.0 - p.luck_share + p.luck_share * find)
        if not miners.formal[i]:
            grams *= 1.0 - camps.suppressed[camp]
        grams = min(grams, camps.gold[camp] / scale)
        camps.gold[camp] -= grams * scale
        worth = grams * gold_value
        gross = worth if miners.formal[i] else worth * paid_for
        earned = gross * (1.0 - p.operating_share)
        kept_back = earned * p.advance_withheld if miners.forced[i] else 0.0
        miners.earned[i] = earned - kept_back
        miners.income[i] += p.income_memory * (earned - kept_back - camps.living[camp] - miners.income[i])
        sold += gross * scale
        paid += gross * p.operating_share * scale
        withheld += kept_back * scale
        discount += (worth - gross) * scale
    return sold, paid, withheld, discount


@compiled
def dig_for_employers(camps, labour, gold_value):
    """Let people in labour exploitation dig for their employers; return what the gold is worth, in soles."""
    dug = 0.0
    for camp in range(labour.size):
        grams = min(labour[camp] * camps.yields[camp] * (1.0 - camps.suppressed[camp]), camps.gold[camp])
        camps.gold[camp] -= grams
        dug += grams
    return dug * gold_value
