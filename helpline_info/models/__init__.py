"""Who can be helped, how to reach the helpline, and when somebody answers."""

from .category import SupportCategory
from .channel import Channel, ChannelKind, OpeningHours, Weekday
from .closure import Closure
from .service import OtherService

__all__ = [
    "Channel",
    "ChannelKind",
    "Closure",
    "OpeningHours",
    "OtherService",
    "SupportCategory",
    "Weekday",
]
