"""How a case begins: somebody tells the police what happened."""

import numpy as np

from model.codes import Desk, Source


def lodge(model, source: Source, who: np.ndarray, **columns) -> None:
    """Open a case file for each of ``who``, the identities of those who bring them; columns as in Case.

    A case draws its luck under the identity of who brings it, so that it meets the same luck under every policy.
    """
    if who.size == 0:
        return
    model.cases.add(
        who.size, identity=who, source=source, lodged=model.week, since=model.week, desk=Desk.POLICE, **columns
    )
    model.flows["complaints"] += who.size
