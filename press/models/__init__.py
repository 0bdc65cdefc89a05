"""Release templates, drafts, the work of building them, and what each number follows from."""

from .build import BuildState, DraftBuild
from .claim import ClaimFigure, ReleaseClaim
from .newsroom import NewsroomPage
from .release import ReleasePage, ReleaseText
from .template import ReleaseTemplate

__all__ = [
    "BuildState",
    "ClaimFigure",
    "DraftBuild",
    "NewsroomPage",
    "ReleaseClaim",
    "ReleasePage",
    "ReleaseTemplate",
    "ReleaseText",
]
