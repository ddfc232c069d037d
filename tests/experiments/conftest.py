"""Commands in real processes for tests of the engine."""

import pytest

from tests.experiments.processes import Lab


@pytest.fixture
def lab(tmp_path):
    """Return a folder in which commands run the stand-in in processes of their own."""
    found = Lab(tmp_path)
    yield found
    found.close()
