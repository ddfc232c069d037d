"""Runs that end as they are told to, in place of the real model; a worker process imports this, so it is light."""

import os
import signal
import time

from experiments.base.errors import StoreError
from experiments.engine.batch import local_backend

FINE, KILLED, FULL, LONG, WRONG, SHARED = 1.0, 1.2, 1.4, 1.6, 1.8, 1.9
"""Prices that tell the made-up runs how to end."""


def made_up_run(setting, report):
    """End as the price says, in place of the real model."""
    report(0, 2)
    if setting.price == KILLED:
        os.kill(os.getpid(), signal.SIGKILL)
    if setting.price == FULL:
        raise StoreError("cannot write runs: No space left on device; nothing half-written was left")
    if setting.price == LONG:
        time.sleep(600)
    if setting.price == SHARED:
        list(local_backend(2).each(time.sleep, [600.0, 600.0]))
    if setting.price == WRONG:
        raise KeyError("a mistake in the code")
    report(2, 2)
    return {"runs": 2, "policy": dict(setting.policy)}
