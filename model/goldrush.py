"""The model: who exists, and the week in order."""

from datetime import date
from pathlib import Path
from typing import Self

import numpy as np
from mesa import DataCollector

from model.codes import AGES, EXITS, FORMS, MEMORIES, METHODS, ROLES, SEXES, SURVIVALS, ZONES, Climate
from model.columns.mesa_settings import FIRST_SEED, MesaSettings, SeedLike, seed_of
from model.columns.snapshot import identity_of, read_snapshot, snapshot, take_over, write_snapshot
from model.founding import found_world
from model.kernels.clock import Clock
from model.kernels.randomness import Luck
from model.levers import routine
from model.organisations.bar import Bar
from model.organisations.camp import Camp
from model.organisations.care import NGO, Shelter
from model.organisations.case import Case
from model.organisations.network import Network
from model.organisations.official import Official
from model.organisations.recruiter import Recruiter
from model.organisations.state import Checkpoint, Court, PoliceUnit, ProsecutorOffice
from model.outcomes.collector import OutcomeCollector
from model.outcomes.recorder import Recorder, Series
from model.parameters import kernel_numbers
from model.parameters.origins import REGIONS
from model.people.bar_worker import BarWorker
from model.people.classes import CARE_CLASSES, DEBT_CLASSES, PERSON_CLASSES, STAY_CLASSES
from model.people.miner import Miner
from model.people.person import Person
from model.people.prisoner import Prisoner
from model.places.space import network_space
from model.places.travel import road_opens, travel_hours
from model.processes import policies
from model.processes.bars import bar_work, bars, licensing
from model.processes.census import count
from model.processes.counts import Census
from model.processes.mining import arrivals, digging, livelihoods, moving, price, spending
from model.processes.recruitment import adaptation, experience, networks, recruitment
from model.processes.state import (
    corruption,
    formalisation,
    information,
    interdiction,
    justice,
    missing_persons,
    raids,
    registers,
    society,
)
from model.processes.state.corruption import mean_readiness
from model.processes.survivors import aftercare, ageing, contact_points, exits
from model.processes.world import WorldModel
from model.scenario.portfolio import new_account
from model.scenario.scenario import Scenario, load_scenario
from model.scenario.theories import apply_theory
from model.text.dates import date_of, week_of

MOST_PERSONS = 100_000
"""Three in four of the population of 2013 (fact ``population-mdd-2013``); at the defaults it is 27,000 by 2026."""


class BeyondReachError(RuntimeError):
    """Parameters lead to a world that the rules were not made for, and that would take hours to compute."""


WEEK = (
    price.step,  # 1
    policies.step,  # 2
    formalisation.step,  # 2
    arrivals.step,  # 3
    digging.step,  # 4
    moving.step,  # 5
    livelihoods.step,  # 5
    spending.step,  # 6
    bars.step,  # 7
    licensing.step,  # 7
    bar_work.step,  # 7
    recruitment.step,  # 8
    ageing.step,  # 9
    exits.step,  # 9
    contact_points.step,  # 9
    information.step,  # 10
    interdiction.step,  # 11
    raids.step,  # 11
    justice.step,  # 12
    aftercare.step,  # 13
    corruption.step,  # 14
    society.step,  # 14
    adaptation.step,  # 14
    missing_persons.step,  # 15
    registers.step,  # 15
)
"""The rules of a week in their order; numbers are the steps of the model's description."""


class GoldRush(WorldModel):
    """The gold-rush economy of a stylised Madre de Dios, week by week.

    ``scenario`` is a name, a path or a Scenario, which the model keeps as ``setup``; ``seed`` and ``replicate``
    determine its random numbers (its luck); ``scale`` is the number of people that a row of miners stands for. ``rng``
    is Mesa's word for the seed: give one of the two. A scenario that starts from the end of another world runs that
    world first; ``from_snapshot`` saves this time. ``running`` is true until the scenario's end.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline",
        *,
        seed: int | None = FIRST_SEED,
        replicate: int = 0,
        scale: int = 1,
        state: dict[str, np.ndarray] | None = None,
        rng: SeedLike | None = None,
    ):
        """Build the world at the start of 2000, or continue from a saved ``state``; a ``seed`` of None is drawn."""
        setup, seed = scenario if isinstance(scenario, Scenario) else load_scenario(scenario), seed_of(seed, rng)
        super().__init__(scenario=MesaSettings(rng=seed, name=setup.name, seed=seed, replicate=replicate, scale=scale))
        self.setup = setup
        self.parameters = apply_theory(self.setup.parameters, self.setup.theory)
        self.numbers = kernel_numbers(self.parameters, int(self.setup.theory.rule))
        self.luck, self.scale = Luck(seed, replicate), int(scale)
        self.key = self.luck.key
        self.scalars["seed"][0], self.scalars["replicate"][0] = seed, replicate
        self.week = week_of(self.setup.simulated_from)
        self.levers = routine(self.parameters)
        self._populate()
        self._begin()
        self._settle(state)
        self.census = Census(self.camps.n)
        count(self.world)
        self.running = self.date < self.setup.stop
        self._collector: DataCollector = OutcomeCollector(self)

    def _populate(self) -> None:
        """Make the populations, empty."""
        self.camps, self.bars = self.population(Camp), self.population(Bar, 1024)
        self.miners = self.population(Miner, 100_000 // self.scale)
        self.persons, self.bar_workers = self.population(Person, 8192), self.population(BarWorker, 2048)
        self.recruiters, self.networks = self.population(Recruiter, 256), self.population(Network)
        self.police, self.checkpoints = self.population(PoliceUnit), self.population(Checkpoint)
        self.prosecutors, self.courts = self.population(ProsecutorOffice), self.population(Court)
        self.cases, self.prisoners = self.population(Case, 256), self.population(Prisoner)
        self.ngos, self.shelters = self.population(NGO), self.population(Shelter)
        self.officials = self.population(Official, 128)

    def _begin(self) -> None:
        """Set what is not an agent: counters, beliefs at origin, the price of every week."""
        p = self.parameters
        self.news, self.campaign = 0.0, np.zeros(len(REGIONS))
        self.workforce, self.candidates = np.zeros(len(REGIONS)), np.zeros((len(REGIONS), AGES, SEXES), np.int64)
        self.men_in_jobs, self.workers_in_jobs = np.zeros(len(REGIONS)), np.zeros_like(self.candidates)
        self.ties = p.origins.column("ties")
        self.climate, self.sanctions = np.zeros(len(Climate)), np.zeros(ROLES)
        self.zone_risk, self.method_risk = np.zeros((MEMORIES, ZONES)), np.zeros((MEMORIES, METHODS))
        self.route_risk = np.zeros((MEMORIES, len(REGIONS)))
        self.need, self.at_risk = p.origins.column("need"), p.origins.column("at_risk")
        self.within_reach = np.ones(len(REGIONS))
        self.posts_memory, self.stay_memory = experience.first_posts(p), experience.first_stays(p)
        self.unwarned = networks.unwarned(self)
        self.journeys, self.caught = np.zeros((2, len(REGIONS))), np.zeros(METHODS)
        self.pending, self.running_sums = np.zeros(registers.LINES, np.int64), np.zeros(len(registers.RUNNING))
        self.account = new_account()
        self.planned_raids: list = []
        self.files_waiting, self.desk_work = 0, 0.0
        self.exits, self.stays = np.zeros((EXITS, FORMS)), np.zeros((FORMS, STAY_CLASSES))
        self.debts_at_exit, self.recovery_ends = np.zeros(DEBT_CLASSES), np.zeros(CARE_CLASSES)
        self.after_years, self.unfollowed = np.zeros(SURVIVALS), np.zeros((SURVIVALS, PERSON_CLASSES))
        self.recorder = Recorder()
        self.prices = price.prices(self.setup, self.luck)
        self.road_opens = road_opens(p.origins)
        self.police_register_begins = registers.first_week(p.registers.police_since)
        self.prosecutors_register_begins = registers.first_week(p.registers.prosecutors_since)
        self.hours_before = travel_hours(p.origins, p.origins.road_before_2010)
        self.hours_since = travel_hours(p.origins, p.origins.road_since_2010)
        self.travel_hours, self.dug_by_zone = self.hours_before.copy(), np.zeros(ZONES)
        self.pull = np.zeros(len(REGIONS))

    def _settle(self, state: dict[str, np.ndarray] | None) -> None:
        """Take over a state, or the end of the world before, or found a new one."""
        before = self.setup.before
        if state is None and before is not None:
            past = GoldRush(before, seed=self.luck.seed, replicate=self.luck.replicate, scale=self.scale)
            state = past.run_until(self.setup.start).snapshot()
        if state is None:
            found_world(self)
        else:
            take_over(self, state)

    def step(self) -> None:
        """Run one week: every rule in order, then measure; ``running`` ends with the scenario."""
        self.flows.clear()
        for counted in (self.exits, self.stays, self.debts_at_exit, self.recovery_ends, self.after_years):
            counted[:] = 0.0
        self.make_room()
        for rule in WEEK:
            getattr(rule, "within_week", rule)(self)
        count(self.world)
        self._stay_within_reach()
        self.recorder.add(self)
        self.week += 1
        if self.date >= self.setup.stop:
            self.running = False

    def _stay_within_reach(self) -> None:
        """Raise BeyondReachError where more people are in exploitation or followed after it than a region holds."""
        if self.persons.n > MOST_PERSONS:
            raise BeyondReachError(
                f"by {self.date} more than {MOST_PERSONS:,} people are in exploitation or followed after it, three in "
                "four of all who lived in the region in 2013: with these parameters the model describes no region"
            )

    def run_until(self, end_time: date | float) -> Self:
        """Run until a date, so that the next week is the first that begins on or after it; or until a Mesa time."""
        if isinstance(end_time, date):
            end_time = self.time + max(0, week_of(end_time) - self.week)
        if end_time > self.time:
            super().run_until(end_time)
        return self

    def run(self) -> Self:
        """Run to the end of the scenario."""
        return self.run_until(self.setup.stop)

    @property
    def clock(self) -> Clock:
        """The week and the key of the run's random numbers, for kernels."""
        return Clock((self.luck.seed, self.luck.replicate), self.week)

    @property
    def date(self) -> date:
        """The Monday on which the next week begins."""
        return date_of(self.week)

    @property
    def datacollector(self) -> DataCollector:
        """Mesa's collector: the months completed so far, unless it has been set to another, which is left alone."""
        if isinstance(self._collector, OutcomeCollector):
            self._collector.collect(self)
        return self._collector

    @datacollector.setter
    def datacollector(self, collector: DataCollector) -> None:
        self._collector = collector

    @property
    def space(self):
        """Places as a Mesa network space, made on first use; each camp stands in its cell."""
        if "_space" not in self.__dict__:
            self._space = network_space(self)
        return self._space

    def series(self) -> Series:
        """Return the monthly outcomes of the scored period so far."""
        return self.recorder.series(self.setup.start, self.setup.stop)

    def corruption(self) -> float:
        """Return the mean readiness of officials to leak or take money this week, 0 to 1."""
        return float(mean_readiness(self.police.table))

    def snapshot(self) -> dict[str, np.ndarray]:
        """Return the whole state as arrays."""
        return snapshot(self)

    def save(self, path: Path | str) -> None:
        """Write the state to ``path`` (.npz)."""
        write_snapshot(snapshot(self), Path(path))

    @classmethod
    def load(cls, path: Path | str, scenario: str | Path | Scenario) -> Self:
        """Return a model that continues from a saved state; SnapshotError if the state does not fit."""
        return cls.from_snapshot(read_snapshot(Path(path)), scenario)

    @classmethod
    def from_snapshot(cls, state: dict[str, np.ndarray], scenario: str | Path | Scenario) -> Self:
        """Return a model that continues from ``state`` under a scenario with the same past."""
        return cls(scenario, **identity_of(state), state=state)
