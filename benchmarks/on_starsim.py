"""The reference workload as a Starsim module with its common random numbers on (needs ``--group bench``)."""

import numpy as np
import starsim as ss

from benchmarks.workload import (
    ARRIVALS,
    BASE_HAZARD,
    DISTANCE_COST,
    HAZARD,
    LOOK,
    PLACES,
    SPREAD,
    Line,
    Run,
    price_path,
)

ss.options(verbose=0)


class Migration(ss.Module):
    """Miners as Starsim's people: states are FloatArrs, every draw a Dist of its own."""

    def __init__(self, n: int, weeks: int, **settings):
        """Declare states and draws."""
        super().__init__(**settings)
        self.n, self.line, self.prices = n, Line(n), price_path(weeks + 2)
        self.define_states(*(ss.FloatArr(name, default=0.0) for name in ("place", "wealth", "mean")))
        self.luck, self.share, self.leave, self.look, self.move = (
            ss.normal(), ss.random(), ss.random(), ss.random(), ss.random(),
        )  # fmt: skip
        self.first, self.second = ss.random(), ss.random()
        self.record, self.agent_steps, self.week = [], 0, 0

    def init_post(self) -> None:
        """Place the first miners."""
        super().init_post()
        uids = self.sim.people.auids
        place = np.repeat(np.arange(PLACES), self.line.first_miners)
        self.place[uids] = place
        self.mean[uids] = self.line.incomes(self.line.first_miners, self.prices[0])[1][place]
        self.arrivals_rng = np.random.default_rng(int(self.sim.pars.rand_seed))

    def step(self) -> None:
        """Live one week."""
        uids, price = self.sim.people.auids, self.prices[self.week]
        self.agent_steps += len(uids)
        place = self.place.values.astype(np.int32)
        miners = np.bincount(place, minlength=PLACES)
        gross, expected = self.line.incomes(miners, price)
        row = np.zeros((5, PLACES))
        row[0] = miners
        leaving = self.earn(uids, place, gross, row)
        row[3] = self.look_around(uids, place, leaving, expected)
        self.line.deplete(miners)
        self.sim.people.request_removal(uids[leaving])
        self.arrive(price, expected)
        self.record.append(row)
        self.week += 1

    def earn(self, uids, place, gross, row):
        """Let everyone earn and spend; return who leaves."""
        income = gross[place] * np.exp(SPREAD * self.luck.rvs(uids) - SPREAD * SPREAD / 2)
        spent = income * 0.4 * self.share.rvs(uids)
        net = income - spent - self.line.cost[place]
        self.wealth[uids] = self.wealth.values + net
        mean = 0.9 * self.mean.values + 0.1 * net
        self.mean[uids] = mean
        leaving = self.leave.rvs(uids) < BASE_HAZARD + HAZARD / (1 + np.exp((mean - 30) / 30))
        row[1] = np.bincount(place, weights=income, minlength=PLACES)
        row[2] = np.bincount(place, weights=spent, minlength=PLACES)
        row[4] = np.bincount(place[leaving], minlength=PLACES)
        return leaving

    def look_around(self, uids, place, leaving, expected):
        """Let some compare two places and move; return arrivals by place."""
        rows = np.flatnonzero((self.look.rvs(uids) < LOOK) & ~leaving)
        who, here = uids[rows], place[rows]
        others = (np.stack([self.first.rvs(who), self.second.rvs(who)]) * PLACES).astype(np.int32)
        gains = expected[others] - DISTANCE_COST * np.abs(others - here)
        best = gains.argmax(0)[None]
        gain = np.take_along_axis(gains, best, 0)[0] - expected[here]
        go = self.move.rvs(who) < 1 / (1 + np.exp(-(gain - 20) / 25))
        there = np.take_along_axis(others, best, 0)[0][go]
        self.place[who[go]] = there
        return np.bincount(there, minlength=PLACES)

    def arrive(self, price, expected) -> None:
        """Add newcomers."""
        count = int(self.arrivals_rng.poisson(ARRIVALS * self.n * price**1.5))
        place = np.searchsorted(self.line.cumulative, self.arrivals_rng.random(count))
        uids = self.sim.people.grow(count)
        self.place[uids] = place
        self.mean[uids] = expected[place]


def run(n: int, weeks: int, seed: int, *, common_random_numbers: bool = True) -> Run:
    """Run the workload."""
    ss.options(crn=common_random_numbers)
    migration = Migration(n, weeks, name="migration")
    ss.Sim(
        n_agents=n, modules=migration, start=2000, dur=weeks - 1, dt=1, rand_seed=seed, use_aging=False,
        verbose=0, copy_inputs=False,
    ).run()  # fmt: skip
    return Run(np.array(migration.record), migration.agent_steps)
