"""Release templates, releases and their versions, checks, dispatch, and the work between them."""

from .access import PreReleaseAccess
from .build import BuildState, DraftBuild
from .check import AnswerKind, CheckAnswer, ReleaseCheck
from .claim import ClaimFigure, ReleaseClaim
from .dispatch import Dispatch, DispatchState, DispatchSubject, Reporter
from .export import Bundle, BundleState, HouseStyle
from .newsroom import NewsroomPage
from .quotation import LocalQuotation, QuoteDirection
from .redraft import Redraft, RedraftState
from .release import Language, ReleasePage, ReleaseState, ReleaseText
from .template import ReleaseTemplate
from .term import Term, TermLevel
from .version import EventKind, ReleaseEvent, ReleaseVersion

__all__ = [
    "AnswerKind",
    "BuildState",
    "Bundle",
    "BundleState",
    "CheckAnswer",
    "ClaimFigure",
    "Dispatch",
    "DispatchState",
    "DispatchSubject",
    "DraftBuild",
    "EventKind",
    "HouseStyle",
    "Language",
    "LocalQuotation",
    "NewsroomPage",
    "PreReleaseAccess",
    "QuoteDirection",
    "Redraft",
    "RedraftState",
    "ReleaseCheck",
    "ReleaseClaim",
    "ReleaseEvent",
    "ReleasePage",
    "ReleaseState",
    "ReleaseTemplate",
    "ReleaseText",
    "ReleaseVersion",
    "Reporter",
    "Term",
    "TermLevel",
]
