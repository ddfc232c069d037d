"""Small integers that stand for categories in columns, and the words for them."""

from enum import IntEnum
from typing import Final


class Age(IntEnum):
    """Age groups; the first two are under 18."""

    FROM_10 = 0
    FROM_14 = 1
    FROM_18 = 2
    FROM_25 = 3


class Sex(IntEnum):
    """Sexes as the sources record them."""

    FEMALE = 0
    MALE = 1


class Form(IntEnum):
    """Forms of exploitation, counted apart."""

    SEXUAL = 0
    LABOUR = 1


class Stage(IntEnum):
    """Where a person stands on the attention route."""

    EXPLOITED = 0
    HELD = 1
    SHELTER = 2
    RECOVERY = 3
    HOME = 4


class Method(IntEnum):
    """How a person was recruited; never stored in results."""

    JOB_OFFER = 0
    ACQUAINTANCE = 1
    FAMILY = 2
    ABDUCTION = 3
    BAR_WORK = 4


class Zone(IntEnum):
    """Types of camp; the only spatial detail that leaves the model."""

    ROADSIDE = 0
    RIVER = 1
    CORRIDOR = 2
    PROTECTED = 3


class Exit(IntEnum):
    """How people leave exploitation."""

    ESCAPE = 0
    FAMILY_SEARCH = 1
    OUTREACH = 2
    COMPLAINT = 3
    DEBT_ENDED = 4
    ABANDONED = 5
    BAR_CLOSED = 6
    DISMISSED = 7
    RAID = 8
    REMOVED = 9
    CHECKPOINT = 10


class Building(IntEnum):
    """Kinds of building that policy can give places to."""

    REGION_SPECIALISED = 0
    REGION_GENERAL = 1
    ORIGIN_SPECIALISED = 2
    ORIGIN_GENERAL = 3


class Desk(IntEnum):
    """The desk that a case is at."""

    POLICE = 0
    PROSECUTOR = 1
    COURT = 2
    CLOSED = 3


class Fate(IntEnum):
    """How a case has ended; open until then."""

    OPEN = 0
    LOST = 1
    SHELVED = 2
    ACQUITTED = 3
    CONVICTED = 4


class Source(IntEnum):
    """Who brings a case to the police."""

    SURVIVOR = 0
    FAMILY = 1
    RAID = 2
    OUTREACH = 3
    CHECKPOINT = 4
    HOTLINE = 5
    MISSING_PERSON = 6
    CONTACT_POINT = 7


class Office(IntEnum):
    """Where a complaint is lodged."""

    POLICE = 0
    PROSECUTORS = 1
    ELSEWHERE = 2


class Climate(IntEnum):
    """Slow-moving conditions shared by everybody; kept in ``model.climate``."""

    TRUST = 0
    TOLERANCE = 1
    ATTENTION = 2
    POLICE_TRAINING = 3
    PROSECUTOR_TRAINING = 4
    PROFESSIONALS = 5
    SANCTION = 6
    PROFIT = 7
    STALLED = 8
    COMPLAINED = 9
    CONVICTED = 10
    LEGITIMACY = 11
    PROTEST = 12


class Rule(IntEnum):
    """How bars and recruiters decide; no source observes which rule holds, so it is a theory switch."""

    EXPECTED_PROFIT = 0
    LOSS_AVERSE = 1
    IMITATION = 2
    INERTIA = 3


class Memory(IntEnum):
    """Rows of the adversary's memory of a danger: its usual rate, and the freshness of recent events."""

    USUAL = 0
    FRESH = 1


AGES: Final = len(Age)
SEXES: Final = len(Sex)
FORMS: Final = len(Form)
ZONES: Final = len(Zone)
METHODS: Final = len(Method) - 1
"""Methods that recruiters choose among; sliding from bar work into exploitation is not a choice of theirs."""
MEMORIES: Final = len(Memory)
EXITS: Final = len(Exit)
BUILDINGS: Final = len(Building)
UNDER_18: Final = int(Age.FROM_18)
"""Age groups below this number are under 18."""
ORGANISED: Final = 10
"""Networks below this number are organised; the last one stands for families and acquaintances."""
