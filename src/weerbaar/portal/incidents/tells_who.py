"""Finds what could say who did something: a number plate, a name, an address, a number to call. A safety net, not a proof."""

import re

# Three groups of letters or digits with a hyphen or space between, as on the plates of the RDW and of most neighbours; and the
# same without anything between, when it is six long and in capitals.
_PLATE = re.compile(r"(?<![\w-])[A-Za-z0-9]{1,3}([- ])[A-Za-z0-9]{2,3}\1[A-Za-z0-9]{1,3}(?![\w-])")
_BARE_PLATE = re.compile(r"(?<!\w)(?=\w{6}(?!\w))(?:[A-Z]{1,3}\d{2,3}[A-Z]{1,3}|\d{1,3}[A-Z]{2,3}\d{1,3})(?!\w)")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_CALL = re.compile(r"(?<!\d)(?:\+|00?)\d[\d ().-]{7,}\d")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?[A-Z]{4} ?[\d ]{8,14}(?!\w)")
_TITLE = re.compile(
    r"(?<!\w)(?:dhr|mevr|mw|de heer|meneer|mevrouw|mijnheer|mr|mrs|ms|genaamd|heet|named|called)\.?\s+[A-ZÀ-Ý]",
    re.IGNORECASE,
)
# Two words with a capital after one another (with what stands between in Dutch names), or initials before one.
_WORD, _BETWEEN = r"[A-ZÀ-Ý][a-zà-ÿ]{2,}", r"(?:(?:van|de|der|den|el|al|ten|ter) ){0,3}"
_NAME = re.compile(rf"(?<![\w.])(?:[A-ZÀ-Ý]\.){{1,4}} ?{_WORD}|(?<!\w){_WORD} {_BETWEEN}{_WORD}")


def tells_who(text: str, *, is_place: bool = False) -> bool:
    """Whether the text could tell of a person. In the name of a street, words with capitals are no person."""
    found = any(pattern.search(text) for pattern in (_MAIL, _CALL, _ACCOUNT)) or _has_plate(text)
    return found or (not is_place and bool(_NAME.search(text) or _title(text)))


def _has_plate(text: str) -> bool:
    for match in _PLATE.finditer(text):
        plate = match[0]
        letters, digits = sum(char.isalpha() for char in plate), sum(char.isdigit() for char in plate)
        # Letters and digits never share a group on a plate: "de 2e week" has three groups too.
        groups = re.split(r"[- ]", plate)
        is_written_so = match[1] == "-" or plate == plate.upper()
        is_pure = all(group.isalpha() or group.isdigit() for group in groups)
        if is_written_so and is_pure and letters and digits and 5 <= letters + digits <= 8:
            return True
    return bool(_BARE_PLATE.search(text))


def _title(text: str) -> bool:
    """A title before a word that really has a capital; the title itself may be written either way."""
    return any(match[0][-1].isupper() for match in _TITLE.finditer(text))
