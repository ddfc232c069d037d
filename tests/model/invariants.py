"""What holds at the end of every week of every world."""

from collections.abc import Iterator

import numpy as np

from model.codes import Desk, Form, Stage
from model.processes.mining.livelihoods import taken

STOCK_UNITS = ("persons", "soles", "g", "g/week", "cases", "hours", "1", "1/week")
"""Units of columns that cannot be below zero; codes, indices, weeks and net incomes can."""


def broken(model) -> list[str]:
    """Return what does not hold in a model, in words."""
    rules = (negative, in_two_states, in_custody, misplaced, overfull, overworked, miscounted)
    return [problem for rule in rules for problem in rule(model)]


def negative(model) -> Iterator[str]:
    """Yield every stock or count that is below zero or no finite number."""
    for cls, population in model.agents.populations.items():
        for name, column in cls.columns.items():
            values = population.column(name)
            if values.dtype.kind == "f" and not np.isfinite(values).all():
                yield f"{cls.__name__}.{name} is not finite"
            if column.unit in STOCK_UNITS and values.size and values.min() < 0:
                yield f"{cls.__name__}.{name} falls to {values.min()}"
    for name in ("candidates", "workforce", "pending", "men_in_jobs", "workers_in_jobs"):
        if getattr(model, name).min() < 0:
            yield f"{name} fall to {getattr(model, name).min()}"
    yield from (f"flow {name} is {value}" for name, value in model.flows.items() if not np.isfinite(value))


def in_two_states(model) -> Iterator[str]:
    """Yield every doubling of an identity, within a population and among all people but miners."""
    for cls, population in model.agents.populations.items():
        if np.unique(population.identity).size < population.n:
            yield f"two {cls.__name__} rows have one identity"
    known = (model.persons, model.bar_workers, model.recruiters, model.prisoners, model.miners)
    everybody = np.concatenate([population.identity for population in known])
    if np.unique(everybody).size < everybody.size:
        yield "somebody is in two populations"


def in_custody(model) -> Iterator[str]:
    """Yield accused people whose state in the case and in custody differ."""
    cases, prisoners = model.cases, model.prisoners
    if not np.isin(cases.accused[cases.detained], prisoners.identity).all():
        yield "somebody detained is not in custody"
    if (cases.detained & ((cases.desk == Desk.CLOSED) | (cases.role < 0))).any():
        yield "somebody is detained for a case that is closed or accuses nobody"
    if (prisoners.until <= model.week - 1).any():
        yield "somebody is in custody for too long"


def misplaced(model) -> Iterator[str]:
    """Yield who is where nobody in that state can be."""
    persons, bars, camps = model.persons, model.bars, model.camps
    exploited = persons.stage == Stage.EXPLOITED
    sexual = exploited & (persons.form == Form.SEXUAL)
    if (persons.camp[exploited] < 0).any():
        yield "somebody in exploitation is in no camp"
    if (persons.camp[~exploited] >= 0).any() or (persons.bar[~sexual] >= 0).any():
        yield "somebody outside exploitation is in a camp, or outside its sexual form in a bar"
    rows = bars.row_of[persons.bar[sexual]]
    if (rows < 0).any() or (bars.camp[rows] != persons.camp[sexual]).any():
        yield "somebody in sexual exploitation is in no bar of the camp"
    if ((persons.stage == Stage.SHELTER) != (persons.shelter >= 0)).any():
        yield "somebody is in a shelter without living there, or the reverse"
    if (bars.row_of[model.bar_workers.bar] < 0).any():
        yield "a bar worker works in no bar"
    if not camps.open[model.miners.camp].all() or not camps.open[bars.camp].all():
        yield "miners or bars are in a closed camp"


def overfull(model) -> Iterator[str]:
    """Yield shelters with more people than places, and recovery with more than its places."""
    persons, shelters = model.persons, model.shelters
    living = np.bincount(persons.shelter[persons.stage == Stage.SHELTER], minlength=shelters.n)
    if (living > shelters.places + shelters.extra).any():
        yield f"shelters hold {living.tolist()}"


def overworked(model) -> Iterator[str]:
    """Yield more people in jobs outside mining than there are jobs, and camps beyond the highest prices known."""
    if taken(model) > model.levers.livelihoods_region:
        yield f"{taken(model):g} people are in {model.levers.livelihoods_region:g} jobs outside mining"
    if model.camps.prices.max(initial=1.0) > 1.0 + model.parameters.spending.highest_markup:
        yield f"prices rise to {model.camps.prices.max():g}"


def miscounted(model) -> Iterator[str]:
    """Yield counters in columns that disagree with the rows they count."""
    recruiters = np.bincount(model.recruiters.network, minlength=model.networks.n)
    if (recruiters != model.networks.recruiters).any():
        yield "networks miscount their recruiters"
    if (np.bincount(model.bars.camp, minlength=model.camps.n) != model.camps.bars).any():
        yield "camps miscount their bars"
    if np.count_nonzero(model.miners.filed >= 0) * model.scale != model.files_waiting:
        yield "the window miscounts its files"
    if (model.miners.formal & (model.miners.filed >= 0)).any():
        yield "a miner with a permit has a file"
