"""Keep the baseline's numbers anew, on purpose: ``python -m tests.baseline.renew`` after raising MODEL_VERSION."""

from model.version import MODEL_VERSION
from tests.baseline.numbers import FILE, keep, measured, stored

numbers = measured()
if FILE.exists() and stored()["model_version"] == MODEL_VERSION and stored()["numbers"] != numbers:
    raise SystemExit(f"the numbers moved; raise MODEL_VERSION ({MODEL_VERSION}) in model/version.py first")
keep(numbers)
