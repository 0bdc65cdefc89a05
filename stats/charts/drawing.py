"""From a specification to SVG and PNG, without a browser and without a network.

Pure Python: nothing here knows of Django. The drawing program is a wheel with its own engine and
letters; it is asked to fetch nothing, and what it gives is looked through before it is kept.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from PIL import Image

from .points import Specification

PNG_PIXELS_PER_POINT = 2.0  # sharp on a good screen and on paper
PNG_DPI = 192
COLOURS = 128
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    f"{SVG}{name}"
    for names in (
        ("svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "desc"),
        ("defs", "clipPath", "linearGradient", "stop"),
    )
    for name in names
)
LONGEST = 5_000_000  # bytes of SVG


class UnsafePicture(ValueError):
    """The drawing holds what a picture has no need of: a script, or something from elsewhere."""


def draw(specification: Specification) -> tuple[str, bytes]:
    """The chart as SVG and as PNG. Raises ValueError where it cannot be drawn."""
    import vl_convert  # a browser's engine: the worker draws, the web process has no need of it

    wanted: dict[str, Any] = dict(specification)
    svg: str = vl_convert.vegalite_to_svg(wanted, allowed_base_urls=[])
    refuse_unsafe(svg)
    # From the drawing itself: the same picture as from the specification, in a third of the time.
    png: bytes = vl_convert.svg_to_png(svg, scale=PNG_PIXELS_PER_POINT)
    return svg, _smaller(png)


def _smaller(png: bytes) -> bytes:
    """The same picture in a palette: charts have few colours, and take a tenth of the room so."""
    written = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        few = _with_few_colours(picture.convert("RGB"))
        # Long runs of one colour are what a chart is made of: counting them is quick, and enough.
        few.save(written, "PNG", dpi=(PNG_DPI, PNG_DPI), compress_type=zlib.Z_RLE)
    return written.getvalue()


def _with_few_colours(picture: Image.Image) -> Image.Image:
    """In the colours that it has where they are few; else in those nearest to them."""
    used: list[tuple[int, tuple[int, int, int]]] | None = picture.getcolors(COLOURS)  # type: ignore[assignment]
    if used is None:
        return picture.quantize(COLOURS, dither=Image.Dither.NONE)
    most_used_first = [shade for _count, shade in sorted(used, reverse=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for shade in most_used_first for part in shade])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def refuse_unsafe(svg: str) -> None:
    """Raise UnsafePicture unless it is made of shapes and letters alone.

    By a list of what may be in it, so that what nobody thought of is refused as well.
    """
    if len(svg) > LONGEST or "<!" in svg:
        raise UnsafePicture("The drawing is too long, or declares something.")
    for element in ElementTree.fromstring(svg).iter():  # noqa: S314  no entity: "<!" is refused
        if element.tag not in ELEMENTS:
            raise UnsafePicture(f"The drawing holds a {element.tag}.")
        for name, value in element.attrib.items():
            reaches_out = "url(" in value.replace("url(#", "") or name.endswith("href")
            if name.lower().startswith("on") or reaches_out or name == "style":
                raise UnsafePicture(f"The drawing holds {name}={value[:40]!r}.")
