"""Places and a line that people turn to: whom they reach, and what becomes of it."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class ContactPoints:
    """The hotline, municipal defence offices (DEMUNA) and women's emergency centres (CEM): no lodging (M24, M62, M71).

    The sources name them and count nothing but people in women's emergency centres of the whole nation.
    """

    # hotline
    operators: float = parameter(0.5, "persons", 0.0, 10.0, "free", ASSUMED, "who answer calls from here, routine")
    calls_per_operator: float = parameter(60.0, "1/week", 10.0, 300.0, "free", ASSUMED, "answered by one, all matters")
    other_calls: float = parameter(
        800.0, "1/week", 0.0, 10000.0, "free", ASSUMED, "of other matters, all know the line"
    )
    other_language: float = parameter(
        0.25, "1", 0.0, 0.8, "free", ASSUMED, "callers at ease only in Quechua or another language than Spanish"
    )
    operators_speak: float = parameter(0.2, "1", 0.0, 1.0, "free", ASSUMED, "of those who answer, speak it, routine")
    passed_on: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "calls understood that police or prosecutors get")
    acted_on: float = parameter(0.35, "1", 0.0, 1.0, "free", ASSUMED, "of these, that somebody goes after")
    act_weeks: float = parameter(3.0, "weeks", 0.0, 26.0, "free", ASSUMED, "mean time until somebody does")
    found: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "of people called about and still held, brought out")

    # DEMUNA and women's emergency centres
    seen: float = parameter(
        40.0, "persons/year", 0.0, 400.0, "free", ("cem-assisted-2012",),
        "of this region's matters; the nation's women's emergency centres assisted 34, DEMUNA are not counted",
    )  # fmt: skip
    families_come: float = parameter(
        0.0006, "1/week", 0.0, 0.01, "free", ASSUMED, "families of people held, who miss them"
    )
    survivors_come: float = parameter(0.0003, "1/week", 0.0, 0.01, "free", ASSUMED, "survivors at home")
    referred: float = parameter(0.25, "1", 0.0, 1.0, "free", ASSUMED, "of people seen, with a complaint")
    found_with_family: float = parameter(
        0.1, "1", 0.0, 0.8, "free", ASSUMED, "people held whom their families then find and bring out"
    )
