"""Who can be helped, how to reach the helpline, and when somebody answers."""

from .bill import OnBill
from .category import SupportCategory
from .channel import Channel, ChannelKind, Nation, OnBankHolidays
from .closure import Closure
from .hours import OpeningHours, Weekday
from .override import Override
from .service import OtherService

__all__ = [
    "Channel",
    "ChannelKind",
    "Closure",
    "Nation",
    "OnBankHolidays",
    "OnBill",
    "OpeningHours",
    "OtherService",
    "Override",
    "SupportCategory",
    "Weekday",
]
