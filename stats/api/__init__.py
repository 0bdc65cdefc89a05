"""Areas, measures, publications and figures in the public API: what stands now, and what stood."""

from .serializers import FigureSerializer, PlaceSerializer, answerable
from .views import (
    SLUG,
    AreaViewSet,
    ChangeViewSet,
    FigureCsvViewSet,
    FigureViewSet,
    MeasureViewSet,
    PublicationViewSet,
)

__all__ = [
    "SLUG",
    "AreaViewSet",
    "ChangeViewSet",
    "FigureCsvViewSet",
    "FigureSerializer",
    "FigureViewSet",
    "MeasureViewSet",
    "PlaceSerializer",
    "PublicationViewSet",
    "answerable",
]
