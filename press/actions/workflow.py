"""The verbs of a release's way to the public, for whoever wants them all."""

from .embargo import cancel_schedule, reschedule
from .releasing import release_at, release_now, show_what_came_out
from .reviewing import approve, assign, return_to_draft, submit_for_review
from .withdrawing import withdraw

__all__ = [
    "approve",
    "assign",
    "cancel_schedule",
    "release_at",
    "release_now",
    "reschedule",
    "return_to_draft",
    "show_what_came_out",
    "submit_for_review",
    "withdraw",
]
