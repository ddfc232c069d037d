"""Travel permits of those under 18, who need one to travel without their parents."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Permits:
    """What papers under-18s travel with, and who looks at them (M32); no source counts any of it."""

    sought: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "of journeys under 18, a notary is asked for one")
    refused: float = parameter(0.2, "1", 0.0, 0.9, "free", ASSUMED, "of those, which the notary or authority refuses")
    forged: float = parameter(0.4, "1", 0.0, 1.0, "free", ASSUMED, "of journeys without, a forged one is shown")
    asked: float = parameter(0.15, "1", 0.0, 1.0, "free", ASSUMED, "of under-18s who pass an officer, asked for papers")
    forgery_seen: float = parameter(0.3, "1", 0.0, 1.0, "free", ASSUMED, "of forged permits, by an officer who asks")
