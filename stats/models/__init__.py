"""What is known, about where and when, from whom, since when."""

from .area import Area, AreaLevel
from .figure import Figure, FigureStatus
from .measure import Category, GoodDirection, Measure, MeasureKind
from .publication import Publication, PublicationState
from .source import Source, SourceKind

__all__ = [
    "Area",
    "AreaLevel",
    "Category",
    "Figure",
    "FigureStatus",
    "GoodDirection",
    "Measure",
    "MeasureKind",
    "Publication",
    "PublicationState",
    "Source",
    "SourceKind",
]
