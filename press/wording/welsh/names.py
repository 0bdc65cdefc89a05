"""The Welsh names of what figures are about, for the reader of Welsh prose. Pure."""

from __future__ import annotations


class NamesInWelsh:
    """Gathers Welsh words and what each is in English; what has no Welsh name is left out."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of_area(self, english: str, *, name: str, within: str = "") -> None:
        """A place, by its name and, as it stands in a sentence, with “in” before it."""
        self._add(name, english)
        self._add(name.removeprefix("y ").removeprefix("yr "), english.removeprefix("the "))
        self._add(within, f"in {english}")

    def of_force(self, english: str, *, name: str) -> None:
        self._add(name, english)

    def of_measure(self, english: str, *, name: str) -> None:
        """What is counted, as it reads after “o”."""
        self._add(f"o {name}" if name else "", english)

    def of_category(self, english: str, *, name: str) -> None:
        """A part of what is counted, as it reads after “am”."""
        self._add(f"am {name}" if name else "", f"for {english}")

    def _add(self, welsh: str, english: str) -> None:
        if welsh and english:
            self.known[welsh] = english
