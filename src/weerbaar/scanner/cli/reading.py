"""Reads options that several commands share."""

import math

from weerbaar.scanner.cli.messages import Refusal
from weerbaar.scanner.vocabulary.severity import Severity


def read_number(text: str, refusal: str, highest: float) -> float:
    """A number from 1 to `highest`.

    Raises:
        Refusal: it is none.
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 1 <= number <= highest:
        raise Refusal(refusal, {"value": text})
    return number


def read_fail_on(text: str) -> Severity | None:
    """The severity of `--fail-on`, None where the option is not given.

    Raises:
        Refusal: there is no such severity.
    """
    choices = [severity.value.lower() for severity in Severity if severity is not Severity.NONE]
    if not text:
        return None
    if text.strip().lower() not in choices:
        raise Refusal("unknown-severity", {"value": text, "choices": ", ".join(choices)})
    return Severity(text.strip().upper())
