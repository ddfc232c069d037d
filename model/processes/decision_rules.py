"""How bars and recruiters weigh danger and how often they reconsider, under each rival decision rule.

Expected profit: the usual rate of a danger counts as it is (Becker 1968). Loss-averse: losses weigh more than gains and
fresh events more than old ones (Tversky and Kahneman 1992; salience: Bordalo, Gennaioli and Shleifer 2012). Imitation:
they look at how others fare and not at dangers themselves. Inertia: as expected profit, but they seldom reconsider.
"""

from model.codes import Rule
from model.kernels.compiled import inlined

LOSS_AVERSE, IMITATION, INERTIA = int(Rule.LOSS_AVERSE), int(Rule.IMITATION), int(Rule.INERTIA)


@inlined
def feared(usual, fresh, rule, theories):
    """Return the rate at which a danger counts for whoever decides, in the unit of ``usual``.

    ``usual`` is the remembered rate, ``fresh`` the same with a short memory.
    """
    if rule == LOSS_AVERSE:
        return theories.loss_aversion * (usual + theories.salience * max(0.0, fresh - usual))
    if rule == IMITATION:
        return 0.0
    return usual


@inlined
def reconsidering(rate, rule, theories):
    """Return the rate at which they reconsider, 1/week, for the ``rate`` of those who are not inert."""
    return rate * theories.inertia if rule == INERTIA else rate
