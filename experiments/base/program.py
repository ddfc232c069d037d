"""Whether the project runs from a checkout or is installed as the package ``goldrush``, and what people then type."""

INSTALLED = __name__.startswith("goldrush.")
PROGRAM = "goldrush" if INSTALLED else "python run.py"
