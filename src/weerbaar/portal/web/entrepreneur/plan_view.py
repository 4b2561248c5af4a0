"""The plan as its page shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.plan.describe import money
from weerbaar.portal.action_plans.plan.levels import Expected
from weerbaar.portal.action_plans.selectors import ActionItem, Plan
from weerbaar.portal.action_plans.states import SOLVED, TO_DO, State
from weerbaar.portal.web.entrepreneur.plan_words import state_mark
from weerbaar.questionnaires.scoring import LevelScore
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language

MINUTES = (30, 60, 240, 480)
EUROS = (0, 500, 1500, 5000)
_MOST = 100_000
COVERAGE = "coverage"  # the word of the score for too few answers
_BAR = 298  # the inner width of the picture of shares, in its own units

_FILTERS: dict[str, frozenset[State]] = {
    "doen": TO_DO,
    "gemeld": frozenset({State.REPORTED}),
    "besloten": frozenset({State.DECLINED, State.POSTPONED, State.LAPSED}),
    "klaar": SOLVED,
    "alles": frozenset(State),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An action with its shape and word."""

    item: ActionItem
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of the picture of shares: where it stands, how wide it is, its number, empty for what is left."""

    x: float
    width: float
    number: str

    @property
    def middle(self) -> float:
        """Where the number stands."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Choice:
    """What fits in so much time and money. `percent` of the effect of all that is to do; `level` is what it leads to."""

    minutes: int
    euros: int
    lines: Sequence[Line]
    left: Sequence[Line]
    time: str
    cost: str
    percent: int
    bars: Sequence[Bar]
    level: "LevelView | None"
    exact: bool


@dataclass(frozen=True, slots=True)
class LevelView:
    """The level now and then, in words. `held` says that too few questions are answered for a higher one."""

    now: str
    then: str
    now_percent: int
    then_percent: int
    rises: bool
    held: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A link that shows a part of the plan."""

    word: str
    title: str
    number: int
    is_chosen: bool


def lines(items: Collection[ActionItem]) -> list[Line]:
    """The actions with what their state is called."""
    return [Line(item, *state_mark(item)) for item in items]


def filters(plan: Plan, wanted: str) -> list[Filter]:
    """The links, with how many actions each shows."""
    titles = {
        "doen": _("To do"),
        "gemeld": _("Waits for proof"),
        "besloten": _("Decided"),
        "klaar": _("Done"),
        "alles": _("All"),
    }
    return [
        Filter(word, titles[word], len(plan.in_states(states)), word == wanted) for word, states in _FILTERS.items()
    ]


def wanted_filter(word: str) -> str:
    """A filter that exists."""
    return word if word in _FILTERS else "doen"


def filtered(plan: Plan, wanted: str) -> list[Line]:
    """The part of the plan that the filter shows."""
    return lines(plan.in_states(_FILTERS[wanted]))


def number(text: str, otherwise: int) -> int:
    """A whole number that somebody typed, within reason."""
    digits = text.strip().replace(".", "")
    return min(_MOST, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 8 else otherwise


def choice_view(plan: Plan, minutes: int, euros: int, language: Language) -> Choice:
    """The best set within so much time and money."""
    chosen = plan.best(minutes, euros)
    vocabulary = words(language)
    to_do = lines(plan.to_do)
    fitting = [line for line in to_do if line.item.cause in chosen.keys]
    return Choice(
        minutes=minutes,
        euros=euros,
        lines=fitting,
        left=[line for line in to_do if line.item.cause not in chosen.keys],
        time=vocabulary.duration(chosen.minutes),
        cost=money(chosen.euros, language),
        percent=round(100 * plan.share_of(chosen.keys)),
        bars=_bars(plan, fitting),
        level=level_view(plan.expected(chosen.keys), plan, language),
        exact=chosen.exact,
    )


def level_view(expected: Expected, plan: Plan, language: Language) -> LevelView | None:
    """The level in words; None as long as no answer says anything."""
    if expected.now.share is None or expected.then.share is None:
        return None
    return LevelView(
        _label(expected.now, plan, language),
        _label(expected.then, plan, language),
        round(100 * expected.now.share),
        round(100 * expected.then.share),
        expected.rises,
        expected.then.capped_by == COVERAGE,
    )


def _label(score: LevelScore, plan: Plan, language: Language) -> str:
    return next(label.texts[language.value] for label in plan.facts.bank.labels if label.id == score.label)


def _bars(plan: Plan, fitting: Sequence[Line]) -> list[Bar]:
    """A piece for each action that fits, as wide as its share, and one for all that is left."""
    shares = [plan.share_of([line.item.cause]) for line in fitting]
    named = [(share, str(at)) for at, share in enumerate(shares, start=1) if share > 0]
    rest = max(0.0, 1 - sum(shares))
    bars, x = [], 1.0
    for share, name in [*named, (rest, "")]:
        width = share * _BAR
        if width > 1:
            bars.append(Bar(round(x, 1), round(width - 2, 1) if width > 3 else 1.0, name if width > 16 else ""))
            x += width
    return bars
