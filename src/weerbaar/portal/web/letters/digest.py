"""The letter of the week: what was done, what is late, and what runs out soon. Nothing to tell: no letter."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_for_machine, readers_of_letters
from weerbaar.portal.organisations.services.take_digests import take_digests
from weerbaar.portal.scans.target_selectors import latest_results
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.unsubscribe import DIGEST, stop_headers, stop_path
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.vocabulary.language import Language

# Long enough before the end to have somebody renew it.
AHEAD = timedelta(days=30)
MOST = 5
# Where a finding says on which day something runs out.
_ENDS = {"tls.certificate-expiry": "not_after", "dns.domain-expiry": "expires_on"}


@dataclass(frozen=True, slots=True)
class Ending:
    """Something of a domain that runs out: `certificate` or `domain`, and on which day."""

    domain: str
    what: str
    day: date


def send_digests(now: datetime | None = None) -> int:
    """How many letters were sent. A duty of the scheduler."""
    now = now or timezone.now()
    return sum(_tell(organisation_id, since, now) for organisation_id, since in take_digests(now))


def _tell(organisation_id: uuid.UUID, since: datetime, now: datetime) -> int:
    view = organisation_for_machine(organisation_id)
    if view is None:
        return 0
    endings = list(endings_of(view, now))
    sent = 0
    for reader in readers_of_letters(organisation_id, DIGEST):
        plan = plan_of(view, Language(reader.language))
        done = [item for item in plan.items if item.solved_at and item.solved_at > since]
        late = [item for item in plan.to_do if item.days_late]
        if not (done or late or endings):
            continue
        values = {
            "company": reader.organisation_name,
            "done": [item.text.title for item in done[:MOST]],
            "late": [(item.text.title, item.days_late) for item in late[:MOST]],
            "endings": endings[:MOST],
            "to_do": len(plan.to_do),
            "path": reverse("overview", kwargs={"organisation_id": organisation_id}),
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, DIGEST)}",
        }
        sent += send_letter("digest", reader.email, reader.language, values, stop_headers(reader.user_id, DIGEST))
    return sent


def endings_of(view: OrganisationView, now: datetime) -> Iterator[Ending]:
    """What runs out at the company's domains within a month, by the newest measurement of each."""
    for target, _run, result in latest_results(view):
        for finding in result.findings:
            day = _day_of(finding)
            if day is not None and day <= timezone.localdate(now) + AHEAD:
                what = "certificate" if finding.check.startswith("tls.") else "domain"
                yield Ending(target.domain.display, what, day)


def _day_of(finding: Finding) -> date | None:
    said = finding.evidence.get(_ENDS.get(finding.check, ""), "")
    return date.fromisoformat(said) if isinstance(said, str) and said else None
