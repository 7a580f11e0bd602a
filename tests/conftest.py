"""How hard the tests of laws look: `--hypothesis-profile=deep` looks twenty times as hard as a usual run.

A usual run always draws the same examples, so that it fails only for what was changed; a deep one draws new ones.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile("modest", max_examples=60, derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile("deep", max_examples=1200, deadline=None, suppress_health_check=SLOW)
settings.load_profile("modest")
