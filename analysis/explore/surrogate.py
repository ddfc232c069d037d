"""The surrogate of the model behind the page: arrays, and a manifest that says what was fitted to which runs."""

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.explore.sliders import SETTINGS, full_portfolio
from analysis.explore.terms import Terms
from experiments.base.cell import digest
from experiments.base.errors import ExperimentError
from experiments.base.files import write_whole
from experiments.engine.plan import model_version

FILE = Path(__file__).with_name("surrogate.npz")
"""The surrogate that comes with the project; its manifest lies beside it, as JSON."""
ABOUT = "goldrush_surrogate"
BAND = 0.9
COMMAND = "run.py explore fit analysis/explore/explore.toml"
ARRAYS = (
    *("mean", "theory", "parameters", "chance", "apart", "parted", "emulator", "rules"),
    *("inflation", "built_up", "raids_per_week"),
)


@dataclass(frozen=True)
class Surrogate:
    """Coefficients of every figure of the page.

    ``arrays``: ``mean``, ``theory``, ``parameters`` and ``chance`` of shape (outputs, terms), ``emulator`` (outputs,
    terms, terms), ``rules`` (outputs, rules, terms); ``apart`` (outputs, terms) and ``parted``
    (outputs,), see ``mixed.Coefficients``; ``inflation`` (outputs,), the factor on all variance that sets left out of
    the fit ask for; ``built_up``, a week's cost of each slider at full size in the mean world, soles;
    ``raids_per_week``, routine raids in each parameter set, which a raid programme's cost is in proportion to.
    """

    manifest: dict[str, Any]
    arrays: dict[str, np.ndarray]

    @property
    def terms(self) -> Terms:
        """Return the terms that coefficients belong to."""
        each = tuple(tuple((int(i), int(power)) for i, power in term) for term in self.manifest["terms"])
        return Terms(each, len(self.manifest["sliders"]) + 1)


def levers_digest() -> str:
    """Return a digest of sliders, levers and their full sizes."""
    return digest([SETTINGS.read_text(encoding="utf-8"), [repr(lever) for lever in full_portfolio().levers]])[:16]


def save_surrogate(surrogate: Surrogate, path: Path = FILE) -> None:
    """Write the arrays to a ``.npz`` file, and the manifest to a ``.json`` file beside it."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **surrogate.arrays)
    write_whole(path, buffer.getvalue())
    text = json.dumps(surrogate.manifest, indent=1, allow_nan=False) + "\n"
    write_whole(path.with_suffix(".json"), text.encode())


def load_surrogate(path: Path = FILE) -> Surrogate:
    """Return the surrogate of a file, that of the project by default.

    Raise ExperimentError where there is none, for a damaged one, and for one made for another version of the model or
    for other levers.
    """
    try:
        manifest = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if manifest["about"] != ABOUT:
            raise KeyError(ABOUT)
        _refuse_another(path, manifest)
        with np.load(path, allow_pickle=False) as found:
            arrays = {name: found[name] for name in ARRAYS}
    except ExperimentError:
        raise
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise ExperimentError(f"{path} is no surrogate of the explore page; make one with {COMMAND}") from error
    return _checked(path, Surrogate(manifest, arrays))


def _refuse_another(path: Path, manifest: dict[str, Any]) -> None:
    if manifest["model_version"] != model_version():
        raise ExperimentError(
            f"{path} was fitted to model version {manifest['model_version']}, this is version {model_version()}; "
            f"fit it again with {COMMAND}"
        )
    if manifest["levers"] != levers_digest():
        raise ExperimentError(f"{path} was fitted to other levers than the page has now; fit it again with {COMMAND}")


def _checked(path: Path, found: Surrogate) -> Surrogate:
    """Return a surrogate whose arrays are finite and have the shapes of its manifest; else raise ExperimentError."""
    manifest = found.manifest
    o, p, r, k = (len(manifest[name]) for name in ("outputs", "terms", "rules", "sliders"))
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(("mean", "theory", "parameters", "chance", "apart"), (o, p))
    shapes |= dict.fromkeys(("parted", "inflation"), (o,))
    shapes |= {"emulator": (o, p, p), "rules": (o, r, p), "built_up": (k,)}
    wrong = [name for name, shape in shapes.items() if found.arrays[name].shape != shape]
    wrong += [name for name, array in found.arrays.items() if not np.isfinite(array).all()]
    if wrong:
        raise ExperimentError(f"{path} is damaged: {', '.join(sorted(set(wrong)))}; make it again with {COMMAND}")
    return found
