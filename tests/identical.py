"""Quick look whether results moved: ``python -m tests.identical`` prints digests of short runs."""

import hashlib
from datetime import date

from model.goldrush import GoldRush

for name in ("baseline", "protection_led_20_outlook", "history"):
    model = GoldRush(name, seed=1, scale=50)
    model.run_until(date(2011, 1, 4) if name != "protection_led_20_outlook" else date(2029, 1, 1))
    values = model.series().values
    print(name, hashlib.sha256(values.tobytes()).hexdigest()[:16])
