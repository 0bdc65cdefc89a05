"""The verbs of the press desk."""

from .access import end_access, give_access
from .building import build_waiting_drafts, request_drafts, retry, ring, withdraw_drafts
from .bundling import ask_for_bundle, cancel_bundle, make_waiting_bundles
from .house_styles import put_styles_in_use, take_in_styles
from .refusals import NotNow, NotYours, ReleaseNotReady
from .workflow import (
    approve,
    assign,
    cancel_schedule,
    release_at,
    release_now,
    reschedule,
    return_to_draft,
    show_what_came_out,
    submit_for_review,
    withdraw,
)

__all__ = [
    "NotNow",
    "NotYours",
    "ReleaseNotReady",
    "approve",
    "ask_for_bundle",
    "assign",
    "build_waiting_drafts",
    "cancel_bundle",
    "cancel_schedule",
    "end_access",
    "give_access",
    "make_waiting_bundles",
    "put_styles_in_use",
    "release_at",
    "release_now",
    "request_drafts",
    "reschedule",
    "retry",
    "return_to_draft",
    "ring",
    "show_what_came_out",
    "submit_for_review",
    "take_in_styles",
    "withdraw",
    "withdraw_drafts",
]
