"""What the domain answers over https when a script on a page of somebody else asks."""

from dataclasses import dataclass

from weerbaar.scanner.checks.web import hosts
from weerbaar.scanner.checks.web.pages import Page, page, trouble_of
from weerbaar.scanner.facts.http import STRANGERS_VISIT, Hop
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

# What `strangers_answers` reads.
NEEDS = (*hosts.NEEDS, STRANGERS_VISIT)


@dataclass(frozen=True, slots=True)
class StrangersAnswers:
    """`page` is what ordinary visitors get; `answers` what a script of `origin` gets, at least one."""

    page: Page
    origin: str
    answers: tuple[Hop, ...]


def strangers_answers(sheet: FactSheet) -> StrangersAnswers | Unobserved | None:
    """None when the domain has no website over https. Answers of a server in trouble tell nothing and are left out."""
    found = page(sheet)
    if found is None or isinstance(found, Unobserved):
        return found
    visit = sheet[STRANGERS_VISIT]
    if isinstance(visit, Unobserved):
        return visit
    usable = tuple(hop for hop in visit.value.answers if trouble_of(hop) is None)
    if not usable:
        first = next(iter(visit.value.answers), None)
        return (trouble_of(first) if first else None) or Unobserved(Reason.NOT_LOOKED, f"GET {found.answer.url}")
    return StrangersAnswers(found, visit.value.origin, usable)
