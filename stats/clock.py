"""The one clock that every public query about figures asks: the site's own."""

from site_clock import at, moment, standing_still

__all__ = ["at", "moment", "standing_still"]
