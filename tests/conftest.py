"""What every test can ask for."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.stack", "tests.committing", "tests.seeds"]

# How long an example takes says what else the machine does: speed is measured by `make bench`.
settings.register_profile("site", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("site")
