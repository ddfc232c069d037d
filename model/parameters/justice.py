"""The complaint route: police, prosecutors, courts, sentences."""

from dataclasses import dataclass

from model.parameters.sources import ASSUMED
from model.parameters_base import parameter, tuple_of


@dataclass(frozen=True, kw_only=True)
class Justice:
    """One queue with staff from complaint to sentence (M44, M47)."""

    prosecutors: float = parameter(3.0, "persons", 1.0, 20.0, "free", ("prosecutors-dedicated-2012",), "who take cases")
    cases_per_prosecutor: float = parameter(0.6, "1/week", 0.1, 3.0, "free", ASSUMED, "decided per week")
    shelved: float = parameter(0.65, "1", 0.3, 0.9, "free", ("complaints-shelved-share",))
    lesser_offence: float = parameter(
        0.4, "1", 0.0, 0.9, "free", ("convictions-2010-below-minimum",), "of those charged"
    )
    trials_per_week: float = parameter(0.5, "1/week", 0.05, 3.0, "free", ASSUMED, "that the court can hold")
    convicted: float = parameter(
        0.08, "1", 0.02, 0.6, "free", ("reta-convicted-2004-2011",), "of trials, no corruption"
    )
    bought: float = parameter(0.3, "1", 0.0, 0.9, "free", ASSUMED, "trials lost to bribes, at full corruption")
    complaint_by_family: float = parameter(0.1, "1", 0.0, 1.0, "free", ("complaint-share-calp-2013",), "after an exit")
    complaint_by_survivor: float = parameter(0.01, "1", 0.0, 0.6, "free", ("complaint-share-calp-2013",))
    complaint_by_outreach: float = parameter(
        0.05, "1", 0.0, 1.0, "free", ("complaint-share-calp-2013",), "of people whom an NGO brings out"
    )
    suspects_per_case: float = parameter(0.17, "persons", 0.05, 2.0, "free", ("reta-suspects-2006-2012",))


JusticeTuple = tuple_of(Justice)
"""Groups as kernels read them."""
