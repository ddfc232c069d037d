"""What the census counts: the record in which it counts, and the census as rules of the model find it."""

from itertools import accumulate
from typing import Any

import numpy as np

from model.codes import EXITS, FORMS, SEXES, SURVIVALS, ZONES, Desk, Form, Stage
from model.people.classes import CARE_CLASSES, DEBT_CLASSES, STAY_CLASSES

STAGES, DESKS = len(Stage), len(Desk)
SEXUAL, LABOUR = int(Form.SEXUAL), int(Form.LABOUR)
LENGTHS = {
    "by_form": FORMS, "under_18": FORMS, "female": FORMS, "sexual_by_zone": ZONES, "stages": STAGES,
    "unwilling": 0, "miners_by_zone": ZONES, "bars_by_zone": ZONES, "miners_under_18": 0, "miners_held": 0,
    "miners_formal": 0, "miner_income": 0, "camps_open": 0, "at_camps": 0, "hostility": 0, "bars_hidden": 0, "sight": 0,
    "corruption": 0, "surviving_recruiters": 0, "cases_waiting": DESKS, "shelter_places": 0, "in_regional_shelters": 0,
    "in_jobs": 0, "informed": 0, "exits": EXITS, "in_labour": 0, "in_exploitation": 0, "women_and_girls": 0,
    "remote": 0, "owed": 0, "survivors": SURVIVALS, "survivors_by_form": SURVIVALS * FORMS,
    "survivors_by_sex": SURVIVALS * SEXES, "survivors_by_age": SURVIVALS * 2, "after_years": SURVIVALS,
    "stays_sexual": STAY_CLASSES, "stays_labour": STAY_CLASSES, "debts_at_exit": DEBT_CLASSES,
    "recovery_ends": CARE_CLASSES,
}  # fmt: skip
COUNTS = np.dtype([(name, np.float64, length) if length else (name, np.float64) for name, length in LENGTHS.items()])
"""Type of the record of counts: persons, bars, soles a week, and means from 0 to 1.

``by_form``, ``under_18``, ``female``: people in exploitation by form; ``sexual_by_zone``: of the sexual form, by zone
type; ``stages``: people by stage; ``unwilling``: in a shelter against their wish. Of miners: by zone type, under 18,
held by an advance, with a permit, and their mean running income. ``bars_by_zone``: bars by zone type; ``camps_open``:
camps at work; ``at_camps``: people who dig in camps; ``hostility``: the mean that they live with; ``bars_hidden``: mean
share of trade out of sight; ``sight``: mean share of it that police detect; ``corruption``: mean readiness of police;
``surviving_recruiters``: recruiters who were in exploitation; ``cases_waiting``: by desk; ``shelter_places``: open
ones; ``in_regional_shelters``: people; ``in_jobs``: people in jobs outside mining; ``informed``: mean share of the not
yet aware at origin who have become aware; ``exits``: the week's exits from exploitation by kind; ``in_labour``,
``in_exploitation``: people in labour exploitation and in either form, with miners held by an advance;
``women_and_girls``: of people in either form; ``remote``: people in sexual exploitation in river and protected zones;
``owed``: soles of debt of people in exploitation; ``survivors``: people ever identified by state, and by form, by sex
and under 18 or adult within each state; ``after_years``: by state, those counted this week, years after they were
identified; of the week's exits the classes of length of stay and of debt; of recoveries that end too early the classes
of length.
"""
_LENGTHS = {name: max(1, length) for name, length in LENGTHS.items()}
PLACES = dict(zip(LENGTHS, accumulate(_LENGTHS.values(), initial=0), strict=False))
"""Places of the counts in the record as one row of numbers; of several things, of the first."""
ARRAYS = tuple(name for name, length in LENGTHS.items() if length)


class Census:
    """Counts of people at the end of a week, as in COUNTS; the next week's rules start from them.

    ``labour`` and ``sexual``: people in exploitation by camp. Counting also writes the numbers of people held and of
    workers into the bars' columns, and of bars into camps'.
    """

    def __init__(self, camps: int) -> None:
        """Start at zero, for a number of camps."""
        self.record, self.by_camp = np.zeros(1, COUNTS), np.zeros((FORMS, camps))
        self.flat = self.record.view(np.float64)
        self.sexual, self.labour = self.by_camp[SEXUAL], self.by_camp[LABOUR]
        self.__dict__ |= {name: self.record[name][0] for name in ARRAYS}

    def __getstate__(self) -> tuple[np.ndarray, np.ndarray]:
        """Return what is counted; a copy has a record of its own."""
        return self.flat.copy(), self.by_camp.copy()

    def __setstate__(self, counts: tuple[np.ndarray, np.ndarray]) -> None:
        """Restore what was counted."""
        Census.__init__(self, counts[1].shape[1])
        self.flat[:], self.by_camp[:] = counts

    def __getattr__(self, name: str) -> float:
        """Return a count that is a single number."""
        if name not in PLACES:
            raise AttributeError(f"the census has no {name!r}")
        return self.flat.item(PLACES[name])

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a count."""
        if name in LENGTHS:
            self.record[name] = value
        else:
            object.__setattr__(self, name, value)
