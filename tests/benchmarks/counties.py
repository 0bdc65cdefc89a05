"""Names for areas that are thought up, like those of counties and without a number in them.

A name with a number would be read as a count, and be contradicted by the figures.
"""

SYLLABLES = [start + vowel for start in "bcdfghklmnprstvw" for vowel in ("a", "e", "i", "o", "u")]


def county(number: int) -> str:
    """A name of its own for each number from nought to 6,399: "Babashire", "Babeshire"."""
    first, second = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[first]}{SYLLABLES[second]}shire".title()
