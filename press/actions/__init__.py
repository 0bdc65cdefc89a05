"""The verbs of the press desk."""

from .building import build_waiting_drafts, request_drafts, retry, ring, withdraw_drafts

__all__ = [
    "build_waiting_drafts",
    "request_drafts",
    "retry",
    "ring",
    "withdraw_drafts",
]
