"""XML read as a stream of starts, texts and ends; nothing in it can be expanded or fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from . import refusals

Attributes = Mapping[str, str]


def local(name: str) -> str:
    """An element's name without its namespace; attributes keep theirs."""
    return name.rpartition(":")[2]


def go_through(
    stream: IO[bytes],
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Raises UnreadableFile where it is not XML, or declares entities."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    parser.EndElementHandler = lambda name: end(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
        parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, LookupError, EOFError):
        raise refusals.damaged() from None


def _refuse(*declared: object) -> None:
    raise refusals.declares_entities()


def whole(text: str | None, *, default: int = 0) -> int:
    """An attribute's whole number; what is none is damage that does no harm."""
    try:
        return int(text) if text else default
    except ValueError:
        return default
