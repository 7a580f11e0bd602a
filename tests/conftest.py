"""How hard the tests of laws look: `--hypothesis-profile=deep` looks twenty times as hard as a usual run."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile("modest", max_examples=60, deadline=None, suppress_health_check=SLOW)
settings.register_profile("deep", max_examples=1200, deadline=None, suppress_health_check=SLOW)
settings.load_profile("modest")
