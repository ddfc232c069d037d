#!/usr/bin/env bash
# One experiment as a Slurm array job: every task runs its own shard on its own cores.
# Submit it from the project's folder, with a results folder that all nodes share:
#   sbatch examples/cluster/slurm_array.sh EXPERIMENT.toml RESULTS
# When all tasks have ended, run the experiment once without shards: that runs what is missing and writes the record.
# docs/running_big.md says more.

#SBATCH --job-name=goldrush
#SBATCH --array=1-8                  # contiguous, from any number: the shard follows from it
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=8            # worker processes of a task
#SBATCH --mem-per-cpu=1G             # a worker needs about 0.3 GB
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@600          # 10 minutes before the limit: finish the runs in hand, keep them
#SBATCH --output=goldrush-%A_%a.log

set -euo pipefail
experiment=${1:?name an experiment file}
results=$(realpath -m "${2:?name a results folder that all nodes share}")
export UV_NO_SYNC=1                  # the environment was made before; nodes need no network

# exec, so that the signal reaches the run. --shard is taken from SLURM_ARRAY_TASK_ID, _MIN and _COUNT.
exec python -m uv run run.py experiment run "$experiment" --out "$results" --jobs "${SLURM_CPUS_PER_TASK:-1}"
