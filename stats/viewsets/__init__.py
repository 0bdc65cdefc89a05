"""Statistics in the admin, in the order of the menu."""

from wagtail.admin.viewsets.model import ModelViewSet

from .figures import FigureViewSet
from .publications import PublicationViewSet
from .vocabulary import AreaViewSet, CategoryViewSet, MeasureViewSet, SourceViewSet

VIEWSETS: list[ModelViewSet] = [
    PublicationViewSet(),
    FigureViewSet(),
    MeasureViewSet(),
    CategoryViewSet(),
    AreaViewSet(),
    SourceViewSet(),
]
