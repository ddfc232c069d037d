"""Groups as tuples, for kernels that do not take the record of numbers yet."""

from collections import namedtuple
from types import SimpleNamespace

from model.parameters import GROUPS
from model.parameters.declaring import numbers_of

for _group in GROUPS.values():
    _name = f"{_group.__name__}Tuple"
    globals()[_name] = namedtuple(_name, list(numbers_of(_group)), module=__name__)


def old_numbers(parameters):
    """Return the groups by name, each as its namedtuple of floats."""
    return SimpleNamespace(
        **{
            key: globals()[f"{type(group).__name__}Tuple"](
                *(float(getattr(group, name)) for name in numbers_of(group))
            )
            for key, group in parameters.groups().items()
        }
    )
