"""The press desk's own screens."""
