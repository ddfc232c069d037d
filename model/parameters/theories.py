"""What rival theories assume: how bars and recruiters decide, who recruits, what corruption does, who digs."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Theories:
    """Numbers that count only under a theory other than the reference (``model/scenario/theories.py`` has switches)."""

    loss_aversion: float = parameter(
        2.25, "1", 1.0, 4.0, "free", ASSUMED, "weight of a loss over a gain (Tversky and Kahneman 1992: 2.25)"
    )
    salience: float = parameter(1.0, "1", 0.0, 5.0, "free", ASSUMED, "weight of fresh events over the usual rate")
    inertia: float = parameter(0.25, "1", 0.0, 1.0, "free", ASSUMED, "share of the usual rate at which they reconsider")
    imitation: float = parameter(0.5, "1", 0.0, 1.0, "free", ASSUMED, "weight of how others fare in what they do")
    family_network_share: float = parameter(
        0.15, "1", 0.0, 0.6, "free", ("recruited-by-acquaintances-mp",), "bars and posts of networks then"
    )
    secondary_profit_effect: float = parameter(
        0.0, "1", 0.0, 0.6, "free", ASSUMED, "power of profit in corruption, where corruption is secondary"
    )
    secondary_leaks: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ASSUMED, "ratio of leaks by officials, where corruption is secondary"
    )
    forced_share: float = parameter(
        0.02, "1", 0.0, 0.1, "free", ("mine-forced-labour-male-share",), "arrivals held by an advance then"
    )
