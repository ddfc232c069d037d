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
    model.dug_by_zone, sold, paid, withheld, by_employers = dig_week(
        model.key, model.week, camps.arrays, camps.n, miners.arrays, miners.n, model.census.labour, model.scale, rain,
        model.gold_value, model.outside_wage, levers.suppression, p.digging, p.spending,
    )  # fmt: skip
    flows["gold_extracted"] += model.dug_by_zone.sum()
    flows["gold_sales"] += sold + by_employers
    flows["operating_costs"] += paid
    flows["employers_income"] += withheld + by_employers


@compiled
def dig_week(key, week, camps, n_camps, miners, n, labour, scale, rain, gold_value, wage, suppression, p, q):
    """Survey the camps and dig; return grams by zone type, and soles sold for, paid, withheld and sold by employers."""
    survey(camps, n_camps, miners, n, labour, scale, rain, gold_value, wage, suppression, p, q)
    before = camps.gold[:n_camps].copy()
    sold, paid, withheld = dig(key, week, miners, n, camps, scale, gold_value, p)
    by_employers = dig_for_employers(camps, labour, gold_value)
    dug = np.zeros(ZONES)
    for c in range(n_camps):
        dug[camps.zone[c]] += before[c] - camps.gold[c]
    return dug, sold, paid, withheld, by_employers


@compiled
def survey(camps, n, miners, n_miners, labour, scale, rain, gold_value, wage, suppression, p, q):
    """Count who works where and set the camps' yields, costs of living and expected net incomes.

    Mean yield = best yield x quality x share of gold left ** depletion / (1 + workers / room): crowding divides a
    site's gold among more people (Gordon 1954), less what rain costs. Forces present stop part of the digging without
    a permit. Local prices rise with gross income over the outside wage, up to a highest markup (M5).
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
        markup = min(q.highest_markup, q.price_response * max(0.0, gross / wage - 1.0))
        camps.living[c] = q.living_cost * (1.0 + markup)
        camps.net[c] = gross * (1.0 - p.operating_share) - camps.living[c]


@compiled
def dig(key, week, miners, n, camps, scale, gold_value, p):
    """Let every miner dig; return soles sold for, paid for operating and withheld by employers.

    A week's yield is mean x (1 - luck share + luck share x E), E exponential with mean one: rare rich finds.
    """
    sold = paid = withheld = 0.0
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
        gross = grams * gold_value
        earned = gross * (1.0 - p.operating_share)
        kept_back = earned * p.advance_withheld if miners.forced[i] else 0.0
        miners.earned[i] = earned - kept_back
        miners.income[i] += p.income_memory * (earned - kept_back - camps.living[camp] - miners.income[i])
        sold += gross * scale
        paid += gross * p.operating_share * scale
        withheld += kept_back * scale
    return sold, paid, withheld


@compiled
def dig_for_employers(camps, labour, gold_value):
    """Let people in labour exploitation dig for their employers; return what it sells for, in soles."""
    dug = 0.0
    for camp in range(labour.size):
        grams = min(labour[camp] * camps.yields[camp] * (1.0 - camps.suppressed[camp]), camps.gold[camp])
        camps.gold[camp] -= grams
        dug += grams
    return dug * gold_value
