"""Licences of bars, their inspection, and the law that cases against bars rest on."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Licensing:
    """What inspections of bars find, what they cost a bar, and what the law leaves open (M27, M45)."""

    breach: float = parameter(0.8, "1", 0.0, 1.0, "free", ASSUMED, "inspections that find a breach, nobody bribed")
    bribed: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "of these overlooked for money, at full corruption")
    closure_weeks: float = parameter(8.0, "weeks", 1.0, 52.0, "free", ASSUMED, "that a bar closed for a breach is shut")
    foresight: float = parameter(1.0, "1", 0.0, 1.0, "free", ASSUMED, "share of expected fines that owners reckon with")
    code_detection: float = parameter(
        0.02, "1/week", 0.0, 0.2, "free", ASSUMED, "breach of a monitored code found where somebody is held"
    )
    code_informal: float = parameter(
        0.05, "1", 0.0, 1.0, "free", ("codes-of-conduct-mdd",), "coverage of bars without a licence, ratio"
    )
    legal_gap: float = parameter(
        0.15, "1", 0.0, 0.6, "free", ASSUMED, "of raid cases with people under 18, rest on lodging that bars lack"
    )
