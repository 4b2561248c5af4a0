"""Values of HTTP header fields as a browser takes them apart (Fetch standard, "get, decode, and split")."""

from collections.abc import Iterable


def split(values: Iterable[str]) -> tuple[str, ...]:
    """The comma-separated values of all fields of one name, in order, without spaces and tabs around them.

    A comma between double quotes does not separate. No field at all gives an empty tuple; an empty field one empty value.
    """
    found: list[str] = []
    for value in values:
        start, quoted, escaped = 0, False, False
        for at, char in enumerate(value):
            if escaped:
                escaped = False
            elif char == "\\" and quoted:
                escaped = True
            elif char == '"':
                quoted = not quoted
            elif char == "," and not quoted:
                found.append(value[start:at])
                start = at + 1
        found.append(value[start:])
    return tuple(part.strip(" \t") for part in found)
