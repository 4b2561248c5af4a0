"""The letters about what was decided about a provider."""

import pytest
from django.core.mail import EmailMessage

from tests.portal.people import somebody
from tests.portal.providers.vetting import NO, YES, operator, submitted
from weerbaar.portal.providers.models import Vetting
from weerbaar.portal.providers.services.vet_provider import decide_application, suspend_provider
from weerbaar.portal.web.letters.vetting import tell_of_decision

pytestmark = pytest.mark.django_db


def newest() -> Vetting:
    return Vetting.objects.latest("at")


def test_who_is_refused_reads_why_and_what_can_be_done(mailoutbox: list[EmailMessage]) -> None:
    daan, olga = somebody("daan"), operator()
    row = submitted(daan)
    decide_application(row.id, NO, actor=olga.person)

    assert tell_of_decision(newest().id) == 1

    letter = mailoutbox[-1]
    assert letter.to == [daan.user.email]
    assert NO.reason in letter.body
    assert f"/dienstverlener/{row.organisation_id}/profiel/" in letter.body
    assert "opnieuw kijkt" in letter.body


def test_who_is_listed_and_then_suspended_hears_both(mailoutbox: list[EmailMessage]) -> None:
    daan, olga = somebody("daan"), operator()
    row = submitted(daan)
    decide_application(row.id, YES, actor=olga.person)
    tell_of_decision(newest().id)
    suspend_provider(row.id, "Klachten over werk.", actor=olga.person)
    tell_of_decision(newest().id)

    subjects = [letter.subject for letter in mailoutbox[-2:]]
    assert subjects == ["Bedrijven kunnen je nu vinden", "Bedrijven vinden je voorlopig niet"]


def test_nothing_is_said_of_what_is_gone(mailoutbox: list[EmailMessage]) -> None:
    row = submitted(somebody("daan"))
    decide_application(row.id, NO, actor=operator().person)
    gone = newest().id
    row.organisation.delete()

    assert tell_of_decision(gone) == 0
    assert mailoutbox == []
