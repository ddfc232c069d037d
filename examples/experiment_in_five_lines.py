"""Run an experiment from a file and look at its results as a pandas table; the lines of ``main`` fit a notebook.

Run it from the root of the project: ``python -m examples.experiment_in_five_lines``. It takes some minutes the first
time; runs that are stored in ``results/`` are not repeated.
"""

from pathlib import Path

from experiments.record.record import open_experiment

FILE = Path(__file__).with_name("raids_under_uncertainty.toml")


def main(file: Path = FILE, jobs: int = 2) -> None:
    """Run what the store lacks of an experiment, and print one outcome by scenario, mean over all points and runs."""
    experiment, _ = open_experiment(file).run(jobs=jobs)
    print(*experiment.status().lines(), sep="\n")
    runs = experiment.table(["true.person_years_sexual_exploitation"]).to_pandas()
    means = runs.pivot(index=["point", "replicate"], columns="scenario", values=runs.columns[-1])
    print(means.sub(means["baseline"], axis=0).describe().round(1))


if __name__ == "__main__":
    main()
