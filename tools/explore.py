"""Make what stands behind the explore page again: ``python -m tools.explore design``, then ``... fit RESULTS``.

``design`` writes the three experiments in ``analysis/explore``; they name parameter sets by their rows in the project's
ensemble, so they are written anew when that is made again. ``run.py experiment run FILE -o RESULTS`` runs each. ``fit``
fits the surrogate, checks it against the runs held out, and tries the emulator of sensitivity studies beside it.
"""

import sys
from pathlib import Path

from analysis.explore.design import Design, write_design
from analysis.explore.held_out import spared_rows, write_portfolios, write_settings
from analysis.explore.sliders import HERE
from analysis.reports.explore_fit import fit


def design() -> None:
    """Write the three experiments and say how many runs the first has."""
    files = [write_design(HERE, Design(), spared_rows()), write_settings(HERE), write_portfolios(HERE)]
    print(*(file.relative_to(HERE.parents[1]) for file in files), f"{Design().runs} runs to fit", sep="\n")


def main() -> None:
    """Do what the words after the command say."""
    match sys.argv[1:]:
        case ["design"]:
            design()
        case ["fit", results]:
            print(fit(HERE / "explore.toml", Path(results), rival=True, say=print))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
