"""The verbs of statistics. One transaction each; what follows outside it waits for the commit."""

from .announcing import announce
from .correcting import correct_figure, start_correction
from .publishing import approve_and_publish, publish
from .readiness import REASONS_NAMED, what_blocks, what_stands_in_the_way
from .refusals import PublicationNotReady, ReasonMissing, TooLate, TwoPeopleNeeded, WrongState
from .reviewing import return_to_draft, submit_for_review
from .scheduling import approve_and_schedule, cancel_schedule, label_what_came_out, reschedule

__all__ = [
    "REASONS_NAMED",
    "PublicationNotReady",
    "ReasonMissing",
    "TooLate",
    "TwoPeopleNeeded",
    "WrongState",
    "announce",
    "approve_and_publish",
    "approve_and_schedule",
    "cancel_schedule",
    "correct_figure",
    "label_what_came_out",
    "publish",
    "reschedule",
    "return_to_draft",
    "start_correction",
    "submit_for_review",
    "what_blocks",
    "what_stands_in_the_way",
]
