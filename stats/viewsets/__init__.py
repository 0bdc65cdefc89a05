"""Statistics in the admin, in the order of the menu."""

from wagtail.admin.viewsets.base import ViewSet

from .area_spellings import AreaSpellingViewSet
from .audit import AuditViewSet
from .calendar import CalendarViewSet
from .figures import FigureViewSet
from .publications import PublicationViewSet
from .received_files import ReceivedFileViewSet
from .replies import ReplyViewSet
from .series_breaks import SeriesBreakViewSet
from .vocabulary import AreaViewSet, CategoryViewSet, MeasureViewSet, SourceViewSet

VIEWSETS: list[ViewSet] = [
    PublicationViewSet(),
    FigureViewSet(),
    ReceivedFileViewSet(),
    ReplyViewSet(),
    SeriesBreakViewSet(),
    MeasureViewSet(),
    CategoryViewSet(),
    AreaViewSet(),
    AreaSpellingViewSet(),
    SourceViewSet(),
    CalendarViewSet(),
    AuditViewSet(),
]
