"""Operations against mining: what forces hold and destroy, anger and clashes, crises and disorder."""

from dataclasses import dataclass

from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Operations:
    """What forces hold and destroy, what follows, and what ties them up elsewhere (M54-M58, M83, M85)."""

    half_force: float = parameter(
        0.1, "1", 0.005, 0.5, "free", ASSUMED, "police and soldiers for each miner that stop half of the digging"
    )
    equipment_value: float = parameter(
        5000.0, "soles/person", 500.0, 50_000.0, "free", ("interdiction-equipment-usd",), "machinery for each miner"
    )
    mechanised: float = parameter(0.6, "1", 0.0, 1.0, "free", ASSUMED, "share of the yield that is due to machinery")
    hired_share: float = parameter(
        0.7, "1", 0.2, 1.0, "free", ASSUMED, "yield of a man who works with another's machinery, of the mean"
    )
    hands: float = parameter(1.5, "1", 0.0, 8.0, "free", ASSUMED, "men without machinery whom each owner can take on")
    credit: float = parameter(
        8.0, "weeks", 0.0, 52.0, "free", ASSUMED, "expected net income of an owner that lenders advance for machinery"
    )
    buying: float = parameter(0.15, "1/week", 0.01, 1.0, "free", ASSUMED, "chance to buy once cash and credit suffice")
    repaid: float = parameter(0.3, "1", 0.05, 1.0, "free", ASSUMED, "share of earnings that goes into such a debt")
    error_legitimacy: float = parameter(
        1.0, "1", 0.0, 5.0, "free", ASSUMED, "legitimacy lost for each share of authorised machinery destroyed"
    )
    hostility_presence: float = parameter(
        0.01, "1/week", 0.0, 0.1, "free", ASSUMED, "added where forces hold everything"
    )
    hostility_destruction: float = parameter(
        0.5, "1", 0.0, 2.0, "free", ASSUMED, "added when all machinery is destroyed"
    )
    clash_rate: float = parameter(
        3.0e-4, "1/person-week", 0.0, 5.0e-3, "free", ("interdiction-deaths",), "one of the forces, at full hostility"
    )
    clash_deaths: float = parameter(
        0.2, "1", 0.0, 1.0, "free", ("interdiction-deaths",), "chance that somebody dies in a clash"
    )
    disorder: float = parameter(
        1.0, "1", 0.0, 3.0, "context", ("haitian-migrants", "border-length-mdd"),
        "migrants in transit and drug convoys, times their usual level",
    )  # fmt: skip
    disorder_tied: float = parameter(
        0.2, "1", 0.0, 0.3, "free", ASSUMED, "share of police and forces that usual disorder ties up"
    )
    disorder_insecurity: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ASSUMED, "share of the insecurity of cash that is due to usual disorder"
    )
