"""How hard the tests of laws look, and whether by chance.

A usual run (`modest`) tries the same examples every time, so that it fails or passes for what was changed and never by
chance. `--hypothesis-profile=deep` looks twenty times as hard, at other examples on every run.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile(
    "modest", max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("deep", max_examples=1200, deadline=None, suppress_health_check=SLOW)
settings.load_profile("modest")
