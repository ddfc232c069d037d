"""Step 4: miners dig, sell and pay for fuel, mercury and machines."""

import numpy as np

from model.codes import Form, Stage
from model.compiled import compiled
from model.dates import date_of
from model.parameters_base import as_tuple
from model.randomness import decision, draw, to_uniform

YIELD = decision("yield of the week")
RAINY_MONTHS = (12, 1, 2, 3)
EXPLOITED, LABOUR = int(Stage.EXPLOITED), int(Form.LABOUR)


def step(model) -> None:
    """Set what each camp yields this week, then dig row by row; gold in the ground falls by what is dug."""
    survey(model)
    camps, miners, flows = model.camps, model.miners, model.flows
    before = camps.gold.sum()
    sold, paid, withheld = dig(
        model.luck.key, model.week, miners.arrays, miners.n, camps.arrays, float(model.scale),
        model.gold_value, as_tuple(model.parameters.digging),
    )  # fmt: skip
    sold_by_others = dig_for_employers(camps.arrays, model.labour_by_camp, model.gold_value)
    flows["gold_extracted"] += before - camps.gold.sum()
    flows["gold_sales"] += sold + sold_by_others
    flows["operating_costs"] += paid
    flows["employers_income"] += withheld + sold_by_others


def survey(model) -> None:
    """Count who works where and set the camps' yields, costs of living and expected net incomes.

    Mean yield = best yield x quality x share of gold left ** depletion / (1 + workers / room): crowding divides a
    site's gold among more people (Gordon 1954), less what forces present suppress, less what rain costs.
    """
    p, camps, levers = model.parameters, model.camps, model.levers
    model.labour_by_camp = count_labour(model.persons.arrays, model.persons.n, camps.n)
    camps.miners[:] = np.bincount(model.miners.camp, minlength=camps.n) * float(model.scale) + model.labour_by_camp
    rain = p.digging.rain_yield if date_of(model.week).month in RAINY_MONTHS else 1.0
    left = (camps.gold / np.maximum(camps.gold_start, 1.0)) ** p.digging.depletion
    free = 1.0 - np.asarray(levers.suppression)[camps.zone]
    camps.yields[:] = p.digging.best_yield * rain * camps.quality * left * free / (1.0 + camps.miners / camps.room)
    gross = camps.yields * model.gold_value
    camps.living[:] = p.spending.living_cost * (1.0 + local_markup(gross / model.outside_wage, p.spending))
    camps.net[:] = gross * (1.0 - p.digging.operating_share) - camps.living


def local_markup(ratio: np.ndarray, p) -> np.ndarray:
    """Return the markup over Lima prices where gross income is ``ratio`` outside wages (M5)."""
    return np.minimum(p.highest_markup, p.price_response * np.maximum(0.0, ratio - 1.0))


@compiled
def count_labour(persons, n, camps):
    """Count people in labour exploitation by camp, shape (camps,), persons."""
    count = np.zeros(camps)
    for i in range(n):
        if persons.stage[i] == EXPLOITED and persons.form[i] == LABOUR:
            count[persons.camp[i]] += 1.0
    return count


@compiled
def dig(key, week, miners, n, camps, scale, gold_value, p):
    """Let every miner dig; return soles sold for, paid for operating and withheld by employers.

    A week's yield is mean x (1 - luck share + luck share x E), E exponential with mean one: rare rich finds.
    """
    sold = paid = withheld = 0.0
    for i in range(n):
        camp = miners.camp[i]
        find = -np.log(to_uniform(draw(key, YIELD, miners.identity[i], week)[0]))
        grams = camps.yields[camp] * (1.0 - p.luck_share + p.luck_share * find)
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
        grams = min(labour[camp] * camps.yields[camp], camps.gold[camp])
        camps.gold[camp] -= grams
        dug += grams
    return dug * gold_value
