"""What is known, about where and when, from whom, since when."""

from .area import Area, AreaLevel
from .audit import AuditEntry
from .calendar import ReleaseDate
from .chart import Chart, ChartState
from .consistency import BreakKind, SeriesBreak, WarningAnswer
from .figure import Figure, FigureStatus
from .measure import Category, GoodDirection, Measure, MeasureKind
from .publication import Publication, PublicationState
from .received_file import (
    AreaSpelling,
    ReceivedFile,
    ReceivedFileState,
    RememberedReading,
    StagedRow,
)
from .reply import Reply, ReplyState
from .source import Source, SourceKind

__all__ = [
    "Area",
    "AreaLevel",
    "AreaSpelling",
    "AuditEntry",
    "BreakKind",
    "Category",
    "Chart",
    "ChartState",
    "Figure",
    "FigureStatus",
    "GoodDirection",
    "Measure",
    "MeasureKind",
    "Publication",
    "PublicationState",
    "ReceivedFile",
    "ReceivedFileState",
    "ReleaseDate",
    "RememberedReading",
    "Reply",
    "ReplyState",
    "SeriesBreak",
    "Source",
    "SourceKind",
    "StagedRow",
    "WarningAnswer",
]
