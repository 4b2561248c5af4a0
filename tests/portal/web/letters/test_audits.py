"""The reminders of a scheme as letters, measured day by day with a clock of the test."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.portal.audits.way import asked, at_the_audit, certificate
from tests.portal.trajectories.area import Area
from weerbaar.portal.audits.models import SentReminder
from weerbaar.portal.audits.services.certify import conclude, give_certificate
from weerbaar.portal.audits.words import AuditOutcome
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.web.letters.audits import send_kvo_reminders

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    area = at_the_audit()
    certifier = asked(area)
    conclude(certifier, AuditOutcome.POSITIVE)
    give_certificate(certifier, certificate())
    return area


def three_years(start: datetime) -> None:
    """Every tenth day twice, as two schedulers would."""
    for days in range(0, 1130, 10):
        send_kvo_reminders(start + timedelta(days=days))
        send_kvo_reminders(start + timedelta(days=days, hours=1))


def test_over_three_years_each_reminder_comes_once_to_whom_the_scheme_names(here: Area) -> None:
    three_years(timezone.now())
    sent = Counter(SentReminder.objects.values_list("reminder", flat=True))
    expected = {"REM-EVALUATION": 3, "REM-SURVEY": 1, "REM-AUDIT": 1, "REM-EXPIRY": 1, "REM-EXPIRED": 1}
    assert {name: sent[name] for name in expected} == expected
    assert sent["REM-INSPECTION-DAY"] in {3, 4}
    assert sent["REM-INSPECTION-DARK"] in {3, 4}
    ended = [letter for letter in mail.outbox if "is verlopen" in letter.subject]
    assert sorted(letter.to[0].split("@")[0] for letter in ended) == ["association", "municipality", "pim"]
    assert all("List-Unsubscribe" in letter.extra_headers for letter in ended)
    assert Trajectory.objects.get().state == "expired"


def test_who_wants_no_such_letters_gets_none(here: Area) -> None:
    send_kvo_reminders(timezone.now() + timedelta(days=1096))
    stop = str(mail.outbox[-1].extra_headers["List-Unsubscribe"]).strip("<>")
    path = "/" + stop.split("/", 3)[3]
    assert Client().post(path).status_code == 200
    before = {letter.to[0] for letter in mail.outbox}
    SentReminder.objects.all().delete()
    mail.outbox.clear()
    send_kvo_reminders(timezone.now() + timedelta(days=1096))
    assert len({letter.to[0] for letter in mail.outbox}) == len(before) - 1
