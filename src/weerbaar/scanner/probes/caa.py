"""Who may issue certificates: the climb of RFC 8659, section 3."""

from weerbaar.scanner.facts.dns import CAA, Answer
from weerbaar.scanner.facts.observation import Observation, Observed, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import zone_candidates
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (CAA,)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Ask the target, then its parents, until there are records."""
    record(CAA, await _climb(target, doors))


async def _climb(target: DomainName, doors: Doors) -> Observation[tuple[Answer, ...]]:
    # The climb ends at the top-level domain: issuers do not ask the root.
    steps: list[Answer] = []
    for name in (*zone_candidates(target), target.labels[-1]):
        answer = await doors.resolver.ask(name, "CAA")
        if isinstance(answer, Unobserved):
            return answer
        steps.append(answer.value)
        if answer.value.records:
            break
    return Observed(tuple(steps), doors.clock.now(), f"DNS CAA {target}")
