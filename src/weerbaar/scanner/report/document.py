"""The report as plain data: everything a reader sees, already in the reader's language."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from weerbaar.scanner.vocabulary.language import Language


class Mark(StrEnum):
    """The judgements a reader sees, each with its own shape: octagon, triangle, circle with tick, dashed circle.

    FIRST: failing and HIGH or CRITICAL. BETTER: failing otherwise. FINE: passing. NONE: not measured.
    OFF: does not apply here, not counted.
    """

    FIRST = "first"
    BETTER = "better"
    FINE = "fine"
    NONE = "none"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class FixText:
    """A record or setting to paste: `label` says what kind it is, `name` where it goes, `value` is the text itself.

    `is_prose`: not to be pasted, but steps in words, one a line.
    """

    label: str
    name: str
    value: str
    is_prose: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do. `key` is the finding's key; `minutes` an estimate; `cost` and `who` are words for the reader.

    `topic` is the title of the check, `cost_code` the band of `cost`, `message` what can be sent to the supplier as it is.
    """

    key: str
    title: str
    what: str
    why: str
    steps: tuple[str, ...]
    message: str
    minutes: int
    time: str
    cost: str
    who: str
    who_code: str
    provider: str
    mark: Mark
    seen: str
    topic: str = ""
    cost_code: str = ""
    fixes: tuple[FixText, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One line in the details: a check, what we saw, and the judgement. `key` leads to its task, if it has one."""

    key: str
    title: str
    seen: str
    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The points of one area of the check ids, such as `mail`."""

    area: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many points have one mark."""

    mark: Mark
    word: str
    number: int


@dataclass(frozen=True)
class ReportDocument:
    """What every form prints. `tasks` are all things to do in order, the first three of them are `first`.

    `sentence` is the answer in one or two short sentences; `summary` what the first three cost together.
    `how` are sentences on how this was measured, `missed` what could not be measured: one text for each reason.
    `proof` is the fingerprint of the facts (first 16 hexadecimal digits of SHA-256 over the canonical JSON).
    `fine` are the statements of what is in order. `words` are the labels of `words.<language>.toml`.
    All texts are free of control characters and of one line; escaping is the task of each format.
    """

    language: Language
    target: str
    measured_at: datetime
    measured_on: str
    sentence: str
    summary: str
    tasks: tuple[Task, ...]
    fine: tuple[str, ...]
    counts: tuple[Count, ...]
    chapters: tuple[Chapter, ...]
    how: tuple[str, ...]
    missed: tuple[str, ...]
    policy: str
    version: str
    proof: str
    complete: bool = True
    words: dict[str, str] = field(default_factory=dict)

    @property
    def first(self) -> tuple[Task, ...]:
        """At most three things ask for attention."""
        return self.tasks[:3]

    @property
    def later(self) -> tuple[Task, ...]:
        """The tasks after the first three, in order."""
        return self.tasks[3:]

    @property
    def title(self) -> str:
        """`Rapport over bakkerij.example`: for the head of a file."""
        return self.words["report_title"].format(domain=self.target)
