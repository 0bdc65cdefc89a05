"""Numbers as they are written: digits with commas, words, percentages; and read back again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from press.wording.profiles import Profile

# fmt: off
UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)
TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)
# fmt: on
LARGEST_IN_WORDS = 999_999_999

NUMBER_WORDS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(UNITS)}
    | {word: value * 10 for value, word in enumerate(TENS) if word}
    | {"nought": 0, "a": 1, "an": 1, "dozen": 12}
)
MULTIPLIERS: Mapping[str, int] = MappingProxyType(
    {
        "hundred": 100,
        "thousand": 1_000,
        "k": 1_000,
        "million": 1_000_000,
        "m": 1_000_000,
        "mn": 1_000_000,
        "billion": 1_000_000_000,
        "bn": 1_000_000_000,
    }
)


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """To so many decimal places, halves away from nought."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def digits(value: Decimal | int) -> str:
    """Digits with commas from 1,000 and no idle noughts after the point: "22,724", "1.5"."""
    if isinstance(value, int):
        return f"{value:,}"
    written = f"{value:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def in_words(value: int) -> str:
    """British number words: "one hundred and five". Raises ValueError beyond 999,999,999."""
    if value < 0:
        return f"minus {in_words(-value)}"
    if value > LARGEST_IN_WORDS:
        raise ValueError(f"{digits(value)} is too large to be written in words.")
    for name, size in (("million", 1_000_000), ("thousand", 1_000)):
        if value >= size:
            return _joined(f"{in_words(value // size)} {name}", value % size)
    if value >= 100:
        return _joined(f"{UNITS[value // 100]} hundred", value % 100)
    if value >= 20:
        tens, unit = divmod(value, 10)
        return f"{TENS[tens]}-{UNITS[unit]}" if unit else TENS[tens]
    return UNITS[value]


def _joined(head: str, rest: int) -> str:
    if rest == 0:
        return head
    return f"{head} and {in_words(rest)}" if rest < 100 else f"{head} {in_words(rest)}"


def numeral(value: Decimal | int, *, profile: Profile) -> str:
    """A number in running text: words for zero to nine, digits from 10 and for decimals."""
    if value == int(value) and 0 <= value < profile.words_below:
        return in_words(int(value))
    return digits(value)


def percent(value: Decimal | int, *, profile: Profile) -> str:
    """A percentage: "14%" or "14 per cent", "3%" or "three per cent"."""
    if profile.percent_sign:
        return f"{digits(value)}%"
    return f"{numeral(value, profile=profile)} per cent"


def is_number(word: str) -> bool:
    """Whether a token is digits or a number word other than "a"."""
    return word[:1].isdecimal() or (word in NUMBER_WORDS and word not in {"a", "an", "dozen"})


def parse_number(text: str) -> Decimal:
    """Read a number in digits or in words: "22,724", "1.2 million", "twenty-three".

    Raises ValueError when any part of the text is not a number.
    """
    total, group, seen = Decimal(0), Decimal(0), False
    for part in text.lower().replace("-", " ").split():
        if part == "and" and seen:
            continue
        if part in MULTIPLIERS:
            size = MULTIPLIERS[part]
            group = (group if seen else Decimal(1)) * size
            if size > 100:
                total, group = total + group, Decimal(0)
        elif part in NUMBER_WORDS:
            size = NUMBER_WORDS[part]
            group = group * size if part == "dozen" and group else group + size
        else:
            leading = part.rstrip("kmbn")
            number = _digits_value(leading, text)
            group += number * MULTIPLIERS.get(part[len(leading) :], 1)
        seen = True
    if not seen:
        raise ValueError("An empty text is not a number.")
    return total + group


def _digits_value(written: str, whole_text: str) -> Decimal:
    plain = written.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal():
        raise ValueError(f"“{whole_text}” is not a number.")
    return Decimal(plain)
