#!/usr/bin/env bash
# One experiment on a Dask cluster inside one Slurm job: each worker takes the next chunk, so none waits for a slow shard.
# Submit it from the project's folder, with a results folder that all nodes share:
#   sbatch examples/cluster/slurm_dask.sh EXPERIMENT.toml RESULTS
# docs/running_big.md says more.

#SBATCH --job-name=goldrush-dask
#SBATCH --ntasks=32                  # Dask workers, one thread each
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G             # a worker needs about 0.3 GB
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@600          # 10 minutes before the limit: finish the runs in hand, keep them
#SBATCH --output=goldrush-dask-%j.log

set -euo pipefail
experiment=${1:?name an experiment file}
results=$(realpath -m "${2:?name a results folder that all nodes share}")
export UV_NO_SYNC=1                  # the environment was made before; nodes need no network
port=$((20000 + SLURM_JOB_ID % 20000))
address="tcp://$(hostname):$port"
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

python -m uv run python -m distributed.cli.dask_scheduler --port "$port" --no-dashboard &
srun --ntasks="$SLURM_NTASKS" --overlap \
  python -m uv run python -m distributed.cli.dask_worker "$address" --nthreads 1 --no-dashboard --death-timeout 300 &
python -m uv run python - "$address" "$SLURM_NTASKS" <<'WAIT'
import sys
from distributed import Client
Client(sys.argv[1], timeout=120).wait_for_workers(int(sys.argv[2]), timeout=600)
WAIT

python -m uv run run.py experiment run "$experiment" --out "$results" --backend dask --scheduler "$address" &
run=$!
trap 'kill -TERM "$run"' TERM
code=0
wait "$run" || code=$?
while kill -0 "$run" 2>/dev/null; do    # a signal ends the first wait, not the run
  code=0
  wait "$run" || code=$?
done
exit "$code"
