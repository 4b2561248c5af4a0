"""Signs that mail from the domain is signed: keys at well-known selectors, or something below `_domainkey`."""

import asyncio
import tomllib
from functools import lru_cache
from pathlib import Path

from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import DKIM, DkimLookups
from weerbaar.scanner.facts.observation import Observation, Observed, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (DKIM,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE
# NXDOMAIN means that nothing lies below (RFC 8020), but some servers say so of names that only have children.
_ASKED_ANYWAY = 4


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The parent name first, then the selectors."""
    record(DKIM, await _look(target, doors))


async def _look(target: DomainName, doors: Doors) -> Observation[DkimLookups]:
    parent = await doors.resolver.ask(target.child("_domainkey"), "TXT")
    if isinstance(parent, Unobserved):
        return parent
    asked = selectors()
    if parent.value.kind is AnswerKind.NO_NAME:
        asked = asked[:_ASKED_ANYWAY]
    names = [target.child(f"{selector}._domainkey") for selector in asked]
    answers = await asyncio.gather(*(doors.resolver.ask(name, "TXT") for name in names))
    seen = {
        selector: answer.value for selector, answer in zip(asked, answers, strict=True) if isinstance(answer, Observed)
    }
    found = {selector: answer for selector, answer in seen.items() if answer.records}
    return Observed(DkimLookups(parent.value, found, tuple(seen)), parent.at, parent.source)


@lru_cache(maxsize=1)
def selectors() -> tuple[str, ...]:
    """The well-known selectors of `dkim_selectors.toml`."""
    data = tomllib.loads((Path(__file__).parent / "dkim_selectors.toml").read_text("utf-8"))
    return tuple(data["selectors"])
