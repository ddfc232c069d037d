"""Keep the baseline's numbers and whole runs anew: ``python -m tests.baseline.renew`` after raising MODEL_VERSION."""

from model.version import MODEL_VERSION
from tests.baseline import numbers, results

found = numbers.measured()
if numbers.stored()["model_version"] == MODEL_VERSION and numbers.stored()["numbers"] != found:
    raise SystemExit(f"the numbers moved; raise MODEL_VERSION ({MODEL_VERSION}) in model/version.py first")
numbers.keep(found)
results.keep({run: results.measured(run) for run in results.stored()["runs"]})
