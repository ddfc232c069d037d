"""Write the experiments behind the explore page again: ``python -m tools.explore``.

They name parameter sets by their rows in the project's ensemble, so they are written anew when that is made again. Then
``run.py experiment run`` runs them, and ``run.py explore fit analysis/explore/explore.toml`` fits the surrogate.
"""

from analysis.explore.design import Design, write_design
from analysis.explore.held_out import write_portfolios, write_settings
from analysis.explore.sliders import HERE


def main() -> None:
    """Write the three experiments and say how many runs the first has."""
    files = [write_design(HERE, Design()), write_settings(HERE), write_portfolios(HERE)]
    print(*(file.relative_to(HERE.parents[1]) for file in files), f"{Design().runs} runs to fit", sep="\n")


if __name__ == "__main__":
    main()
