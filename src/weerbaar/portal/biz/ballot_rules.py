"""Whether a ballot asks for more than it got. Whole numbers only: two thirds of 44 is not rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "rules.yaml"
_OF = ("eligible", "valid", "value")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share that has to be reached: of those who may vote (`eligible`), of the valid votes, or of the property value.

    `strictly` asks for more than the share.
    """

    id: str
    of: str
    numerator: int
    denominator: int
    strictly: bool
    name: Texts

    def reached(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` is enough. Nothing of nothing is not."""
        if whole <= 0:
            return False
        have, wanted = part * self.denominator, whole * self.numerator
        return have > wanted if self.strictly else have >= wanted


@dataclass(frozen=True)
class BallotRules:
    """What ships with the product. `thresholds` are only those that somebody checked at their source."""

    version: int
    note: Texts
    payers: dict[str, Texts]
    thresholds: tuple[Threshold, ...]
    unchecked: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes of a ballot. Property value in whole euro is not kept: no checked rule asks for it."""

    eligible: int
    in_favour: int
    against: int
    invalid: int

    @property
    def cast(self) -> int:
        """All that came in, valid or not."""
        return self.in_favour + self.against + self.invalid


def judged(tally: Tally, thresholds: Sequence[Threshold]) -> list[tuple[Threshold, bool]]:
    """Each threshold, and whether it is reached."""
    valid = tally.in_favour + tally.against
    # An invalid form was returned, but says nothing: it counts for neither share.
    of = {"eligible": (valid, tally.eligible), "valid": (tally.in_favour, valid)}
    return [(threshold, threshold.reached(*of[threshold.of])) for threshold in thresholds]


@lru_cache(maxsize=1)
def ballot_rules() -> BallotRules:
    """The file, read once.

    Raises:
        InvalidContent: it is not whole; the error names file and line.
    """
    return read_rules(read_content(FILE))


def read_rules(content: Content) -> BallotRules:
    """The rules in a file.

    Raises:
        InvalidContent: something is missing or no share; the error names the line.
    """
    found = [
        (_threshold(content, index), bool(content.at("thresholds", index, "verified")))
        for index in range(len(content.at("thresholds")))
    ]
    return BallotRules(
        version=content.at("version"),
        note=content.text_pair("note"),
        payers={
            content.at("payers", index, "id"): content.text_pair("payers", index, "name")
            for index in range(len(content.at("payers")))
        },
        thresholds=tuple(one for one, checked in found if checked),
        unchecked=tuple(one for one, checked in found if not checked),
    )


def _threshold(content: Content, index: int) -> Threshold:
    at = ("thresholds", index)
    numerator, denominator = content.at(*at, "numerator"), content.at(*at, "denominator")
    if not (isinstance(numerator, int) and isinstance(denominator, int) and 0 < numerator <= denominator):
        raise content.refuse("not a share between nothing and all", *at)
    if content.at(*at, "of") not in _OF:
        raise content.refuse(f"a share of {content.at(*at, 'of')!r}; known are {', '.join(_OF)}", *at, "of")
    checked = bool(content.at(*at, "verified"))
    if checked and content.at(*at, "source") not in content.at("sources"):
        raise content.refuse("a checked rule without a source", *at)
    if checked and content.at(*at, "of") == "value":
        raise content.refuse("a rule over property value cannot be counted: the value is not kept", *at)
    return Threshold(
        id=content.at(*at, "id"),
        of=content.at(*at, "of"),
        numerator=numerator,
        denominator=denominator,
        strictly=bool(content.at(*at, "strictly")),
        name=content.text_pair(*at, "name"),
    )
