"""What every test can ask for."""

pytest_plugins = ["tests.stack", "tests.committing", "tests.seeds"]
