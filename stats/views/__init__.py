"""The statistics desk's own screens."""
