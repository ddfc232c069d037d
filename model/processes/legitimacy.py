"""How legitimate the state is in the eyes of miners, 0 to 1; kept in ``model.climate`` (M53, M58)."""

from model.codes import Climate


def lose_legitimacy(model, share: float) -> None:
    """Take a share of the legitimacy that is left, 0 to 1."""
    model.climate[Climate.LEGITIMACY] *= 1.0 - share
