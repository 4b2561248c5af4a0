"""Number plates in a text: what was seen is a place, never a car. Heuristic, and for Dutch plates only."""

import re

# The order of letters and digits on Dutch plates (RDW, "opbouw van het kenteken", series 1 to 14), as groups.
_SERIES = (
    "LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD", "LL-DDD-L", "L-DDD-LL",
    "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D",
)  # fmt: skip


def _pattern(series: str, between: str, letters: str) -> str:
    return between.join(group.replace("L", letters).replace("D", r"\d") for group in series.split("-"))


# With hyphens or dots a plate may be in any case. With blanks only in capitals: "12 op 34" is a sentence.
_WITH_HYPHENS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_pattern(series, ' ?[-–·.] ?', '[A-Za-z]') for series in _SERIES)})(?![\w-])", re.ASCII
)
_WITH_BLANKS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_pattern(series, ' ', '[A-Z]') for series in _SERIES)})(?![\w-])", re.ASCII
)


def _alternates(series: str) -> bool:
    first, middle, last = (group[0] for group in series.split("-"))
    return first != middle and middle != last


# Written as one word only where three groups alternate: "LM1234" is as well the number of a lamp-post.
_AS_ONE_WORD = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_pattern(series, '', '[A-Z]') for series in _SERIES if _alternates(series))})(?![\w-])",
    re.ASCII,
)


def has_number_plate(text: str) -> bool:
    """Whether something in it looks like a Dutch number plate."""
    return any(pattern.search(text) for pattern in (_WITH_HYPHENS, _WITH_BLANKS, _AS_ONE_WORD))
