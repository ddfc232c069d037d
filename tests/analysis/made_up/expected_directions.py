"""A made-up table of expectations, and levers whose effects are known."""

from datetime import date

import numpy as np

from analysis.measures.expected_directions import matrix, outcomes_of
from analysis.measures.summarise import Pair
from model.evidence.expected_directions import Claim, Column, Edit, Explanation, Lever, Signs

SEXUAL, CASES = "true.recruited_sexual", "recorded.sistra_cases"
COLUMNS = (
    Column(name="recruited_sexual", part="recruitment", outcome=SEXUAL),
    Column(name="replacement", part="replacement"),
    Column(name="sistra_cases", part="recorded", outcome=CASES),
    Column(name="deaths", part="harm", outcome="true.deaths_in_clashes"),
    Column(name="cost", part="cost"),
)
WHY = "Recruiters go elsewhere."


def claim(expected, *columns):
    return Claim(expected=expected, basis="settled", columns=columns, source=("M16",))


TABLE = Signs(
    columns=COLUMNS,
    levers=(
        Lever(kind="raids", open="Nobody knows.", claims=(claim("+", "recruited_sexual"), claim("0", "sistra_cases"))),
        Lever(kind="courts", open="Nobody knows.", claims=(claim("-", "recruited_sexual"), claim("+", "cost"))),
        Lever(kind="savings", open="Not run.", claims=()),
    ),
    explained=(Explanation(kind="raids", columns=("recruited_sexual",), text=WHY),),
    edited=(
        Edit(kind="courts", column="cost", before="0", after="+", on=date(2026, 1, 2), reason="a source was misread."),
    ),
)
NAMES = [*(name for name in outcomes_of(TABLE) if name != "true.deaths_in_clashes")]
MANIFEST = {
    "outcomes": {name: {"unit": "soles" if "cost" in name else "persons", "over_time": "sum"} for name in NAMES}
}
LUCK = np.array([-1.0, 2.0, 0.0, 1.0, -2.0])


def pair(kind, **changes):
    """Return a pair whose outcomes differ by given amounts a month, more or less by chance, in a year."""
    dates = [date(2012, month, 1) for month in range(1, 13)]
    against = np.zeros((len(LUCK), 12, len(NAMES)))
    difference = np.array([changes.get(name.partition(".")[2], 0.0) for name in NAMES])
    moved = difference * (10.0 + LUCK[:, None, None]) / 10.0 + against
    return Pair(kind, "baseline", dates[0], dates, NAMES, moved, against, len(LUCK))


def two_levers():
    """Return a matrix of two levers: one against what was expected, one as expected."""
    raids = pair("raids", recruited_sexual=-10.0, recruited=-10.0, exits=20.0, cost_to_state=1e6, sistra_cases=3.0)
    courts = pair("courts", recruited_sexual=-5.0, cost_to_state=2e6, cost_to_ngos=1e6)
    return matrix([raids, courts], MANIFEST, TABLE)
