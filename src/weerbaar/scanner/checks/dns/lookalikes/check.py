"""Has a stranger registered a name that looks like the domain, and can it take mail?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.lookalikes import SURVEY, Lookalike
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.lookalikes"
NEEDS = (SURVEY,)
OUTCOMES = {
    "none": passes(),
    "registered": passes(),
    "mail-capable": fails(Severity.LOW),
    "not-determined": not_determined(),
}
# With more names than this part unanswered, "none" would be a guess.
_MOST_UNANSWERED = 0.1


def run(sheet: FactSheet) -> Finding:
    """A name without answer is never called registered; names at the same name servers are probably the owner's own."""
    seen = sheet[SURVEY]
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    survey = seen.value
    with_mail = [one.name for one in survey.registered if _takes_mail(one)]
    evidence: dict[str, Json] = {
        "asked": survey.asked,
        "unanswered": survey.unanswered,
        "registered": [one.name for one in survey.registered],
        "with_mail": with_mail,
        "own": list(survey.own),
    }
    if with_mail:
        return Finding(ID, "mail-capable", evidence)
    unclear = next((one.mail for one in survey.registered if isinstance(one.mail, Unobserved)), None)
    if unclear is not None:
        return undetermined(ID, unclear)
    if survey.unanswered > _MOST_UNANSWERED * survey.asked:
        return undetermined(ID, Unobserved(Reason.DNS_TIMEOUT, seen.source))
    return Finding(ID, "registered" if survey.registered else "none", evidence)


def _takes_mail(one: Lookalike) -> bool:
    return isinstance(one.mail, Observed) and one.mail.value
