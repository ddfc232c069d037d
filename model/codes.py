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


class Permit(IntEnum):
    """The travel permit of somebody under 18 on the way without parents; never stored in results."""

    NOT_NEEDED = 0
    GIVEN = 1
    FORGED = 2
    MISSING = 3


class Survival(IntEnum):
    """What has become of a survivor: each is in one of these states."""

    IN_CARE = 0
    AT_HOME = 1
    INDEPENDENT = 2
    RETURNED = 3
    UNKNOWN = 4


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


class Office(IntEnum):
    """Public bodies whose officials owners of bars can pay."""

    POLICE = 0
    CHECKPOINT = 1
    PROSECUTION = 2
    COURT = 3
    AGENCY = 4


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
    AT_HOME = 8
    """A survivor who has gone home; SURVIVOR is one who complains to get out."""


class LodgedWith(IntEnum):
    """The office with which a complaint is lodged."""

    POLICE = 0
    PROSECUTORS = 1
    ELSEWHERE = 2


class Role(IntEnum):
    """What somebody does in exploitation; the last three are intermediaries (M20, M46)."""

    OWNER = 0
    RECRUITER = 1
    TRANSPORTER = 2
    RECEIVER = 3


class Climate(IntEnum):
    """Slow-moving conditions shared by everybody; kept in ``model.climate``."""

    TRUST = 0
    TOLERANCE = 1
    ATTENTION = 2
    POLICE_TRAINING = 3
    PROSECUTOR_TRAINING = 4
    PROFESSIONALS = 5
    PROFIT = 6
    STALLED = 7
    COMPLAINED = 8
    CONVICTED = 9
    LEGITIMACY = 10
    PROTEST = 11


class Rule(IntEnum):
    """How bars and recruiters decide; no source observes which rule holds, so it is a theory switch."""

    EXPECTED_PROFIT = 0
    LOSS_AVERSE = 1
    IMITATION = 2
    INERTIA = 3


class Seeking(IntEnum):
    """Ways in which posts are sought: by bars through recruiters or among willing adults, and by mines."""

    RECRUITERS = 0
    WILLING = 1
    MINES = 2


class Memory(IntEnum):
    """Rows of the adversary's memory of a danger: its usual rate, and the freshness of recent events."""

    USUAL = 0
    FRESH = 1


AGES: Final = len(Age)
SEXES: Final = len(Sex)
FORMS: Final = len(Form)
ZONES: Final = len(Zone)
ROLES: Final = len(Role)
METHODS: Final = len(Method) - 1
"""Methods that recruiters choose among; sliding from bar work into exploitation is not a choice of theirs."""
MEMORIES: Final = len(Memory)
SEEKINGS: Final = len(Seeking)
EXITS: Final = len(Exit)
PERMITS: Final = len(Permit)
SURVIVALS: Final = len(Survival)
BUILDINGS: Final = len(Building)
UNDER_18: Final = int(Age.FROM_18)
"""Age groups below this number are under 18."""
ORGANISED: Final = 10
"""Networks below this number are organised; the last one stands for families and acquaintances."""
