"""Reads the advice files beside the checks (format: `docs/recipes/write-advice.md`)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from weerbaar.scanner.vocabulary.errors import IncompleteCheck

WHO = ("self", "it_supplier", "web_builder", "mail_provider", "host")
PROVIDERS = (
    "it_management",
    "network",
    "web",
    "backup",
    "monitoring",
    "training",
    "advice",
    "incident",
    "none",
)
COSTS = ("C0", "C1", "C2", "C3", "C4", "C5")

_EFFORT = re.compile(r"(\d{1,4}) minutes, (C\d), ([a-z_]+), ([a-z_]+)")
_STEP = re.compile(r"\d+\. (.*)")
_PARTS = ("seen", "what", "why", "do", "message", "effort")


@dataclass(frozen=True, slots=True)
class Effort:
    """An estimate: minutes of the person named in `who`, a cost band (C0 is own time only), a provider category."""

    minutes: int
    cost: str
    who: str
    provider: str


@dataclass(frozen=True, slots=True)
class OutcomeTexts:
    """The texts of one outcome as written, placeholders included; empty where an outcome has no such part."""

    headline: str
    seen: str
    what: str = ""
    why: str = ""
    steps: tuple[str, ...] = ()
    message: str = ""
    effort: Effort | None = None


@dataclass(frozen=True, slots=True)
class CheckTexts:
    """The texts of one check in one language; `outcomes` in the order of the file."""

    title: str
    intro: str
    outcomes: Mapping[str, OutcomeTexts]


def read_texts(path: Path) -> CheckTexts:
    """Read one advice file.

    Raises:
        IncompleteCheck: the file does not follow the format; the error says what is missing or odd.
    """
    place = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
    head, *sections = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    title, _, intro = head.strip().partition("\n")
    if not title.startswith("# ") or not intro.strip():
        raise IncompleteCheck(place, "it does not open with a title and a sentence")
    outcomes: dict[str, OutcomeTexts] = {}
    for section in sections:
        name, _, rest = section.partition("\n")
        if name.strip() in outcomes:
            raise IncompleteCheck(place, f"two headings {name.strip()!r}")
        outcomes[name.strip()] = _read_outcome(f"{place} {name.strip()}", rest)
    return CheckTexts(title.removeprefix("# ").strip(), _one_line(intro), outcomes)


def _read_outcome(place: str, text: str) -> OutcomeTexts:
    headline, *parts = re.split(r"^### ", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for part in parts:
        name, _, body = part.partition("\n")
        if name.strip() not in _PARTS or name.strip() in found:
            raise IncompleteCheck(place, f"odd or double part {name.strip()!r}")
        found[name.strip()] = body.strip()
    if not headline.strip() or not found.get("seen"):
        raise IncompleteCheck(place, "no headline or no part 'seen'")
    return OutcomeTexts(
        headline=_one_line(headline),
        seen=_one_line(found["seen"]),
        what=_one_line(found.get("what", "")),
        why=_one_line(found.get("why", "")),
        steps=tuple(_read_steps(place, found.get("do", ""))),
        message=_one_line(found.get("message", "")),
        effort=_read_effort(place, found["effort"]) if "effort" in found else None,
    )


def _read_steps(place: str, text: str) -> Iterator[str]:
    for line in filter(None, map(str.strip, text.splitlines())):
        step = _STEP.fullmatch(line)
        if step is None:
            raise IncompleteCheck(place, f"not a numbered step: {line!r}")
        yield step[1]


def _read_effort(place: str, text: str) -> Effort:
    match = _EFFORT.fullmatch(text.strip())
    if match is None:
        raise IncompleteCheck(place, f"cannot read the effort {text!r}")
    minutes, cost, who, provider = match.groups()
    if cost not in COSTS or who not in WHO or provider not in PROVIDERS:
        raise IncompleteCheck(place, f"unknown word in the effort {text!r}")
    return Effort(int(minutes), cost, who, provider)


def _one_line(text: str) -> str:
    return " ".join(text.split())
