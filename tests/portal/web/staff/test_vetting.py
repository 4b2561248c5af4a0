"""The pages of vetters: what waits, deciding about a provider and its marks, and who may not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.portal.people import Somebody, somebody
from tests.portal.providers.vetting import NO, YES, YES_MARK, adviser, operator, registered, submitted
from weerbaar.portal.audit.models import Event
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.mark_selectors import offered_marks
from weerbaar.portal.providers.models import ConfirmedMark, Mark, Provider, Vetting
from weerbaar.portal.providers.profile import MarkClaim
from weerbaar.portal.providers.selectors import is_listed, listed_provider
from weerbaar.portal.providers.services.claim_mark import claim_mark
from weerbaar.portal.providers.services.move_provider import appeal
from weerbaar.portal.providers.services.vet_provider import decide_application
from weerbaar.portal.providers.words import MarkState, ProviderState

pytestmark = pytest.mark.django_db


@pytest.fixture
def daan() -> Somebody:
    return somebody("daan")


def decide(who: Somebody, row: Provider, what: str, reason: str = "", ticked: tuple[str, ...] = ()) -> int:
    door = reverse("vetting-decide", args=[row.id])
    return who.client().post(door, {"doe": what, "reason": reason, "application": list(ticked)}).status_code


def claimed(daan: Somebody, row: Provider, days: int = 10) -> Mark:
    until = timezone.localdate() + timedelta(days=days)
    claim = MarkClaim("MK-CVNL", "Noorderzon ICT", "Alles", "12", until, "https://register.example/12")
    return Mark.objects.get(id=claim_mark(row.organisation_id, claim, actor=daan.person))


def test_what_waits_stands_in_the_list(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")
    registered(daan, "Nog niet ingeleverd")

    page = vera.client().get(reverse("vetting")).content.decode()

    assert "Noorderzon ICT" in page
    assert "Nog niet ingeleverd" not in page
    assert vera.client().get(reverse("vetting-case", args=[row.id])).status_code == 200


def test_approving_lists_the_provider(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")

    assert decide(vera, row, "list", ticked=tuple(YES.ticked)) == 302
    assert is_listed(row.id)
    assert Event.objects.filter(word=ProviderEvent.LISTED).count() == 1


def test_a_missing_tick_or_reason_is_said_at_its_field(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")
    door = reverse("vetting-decide", args=[row.id])

    approving = vera.client().post(door, {"doe": "list", "application": list(YES.ticked)[1:]})
    refusing = vera.client().post(door, {"doe": "refuse", "reason": " "})

    assert (approving.status_code, set(approving.context["errors"])) == (422, {"application"})
    assert (refusing.status_code, set(refusing.context["errors"])) == (422, {"reason"})
    assert not Vetting.objects.exists()


def test_nobody_else_finds_the_pages(daan: Somebody) -> None:
    row, otto = submitted(daan), somebody("otto")
    mark = claimed(daan, row)

    for who in (otto, daan):
        browser = who.client()
        assert browser.get(reverse("vetting")).status_code == 404
        assert browser.get(reverse("vetting-case", args=[row.id])).status_code == 404
        assert decide(who, row, "list", ticked=tuple(YES.ticked)) == 404
        assert browser.post(reverse("vetting-mark", args=[row.id, mark.id]), {"doe": "verify"}).status_code == 404
        assert browser.get(reverse("known-marks")).status_code == 404
    assert not Vetting.objects.exists()


def test_a_vetter_does_not_decide_about_their_own(daan: Somebody) -> None:
    vera, _bureau = adviser("vera")
    row = submitted(vera)

    page = vera.client().get(reverse("vetting-case", args=[row.id])).content.decode()

    assert 'name="doe"' not in page
    assert decide(vera, row, "list", ticked=tuple(YES.ticked)) == 422
    assert not is_listed(row.id)


def test_suspending_and_lifting(daan: Somebody) -> None:
    row, olga = submitted(daan), operator()
    decide(olga, row, "list", ticked=tuple(YES.ticked))

    assert decide(olga, row, "suspend") == 422
    assert decide(olga, row, "suspend", "Klachten over werk.") == 302
    assert not is_listed(row.id)
    assert decide(olga, row, "lift", "Opgelost.") == 302
    assert is_listed(row.id)


def test_who_refused_does_not_answer_the_appeal(daan: Somebody) -> None:
    row, (vera, _bureau), olga = submitted(daan), adviser("vera"), operator()
    decide_application(row.id, NO, actor=vera.person)
    appeal(row.organisation_id, "Ik was bereikbaar.", actor=daan.person)

    assert "Ik was bereikbaar." in olga.client().get(reverse("vetting-case", args=[row.id])).content.decode()
    assert decide(vera, row, "uphold", "Toch goed.") == 422
    assert decide(olga, row, "uphold", "Je hebt gelijk.") == 302
    assert Provider.objects.get(id=row.id).state == ProviderState.LISTED


def test_a_mark_is_checked_on_a_day_by_somebody(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")
    mark = claimed(daan, row)
    decide(vera, row, "list", ticked=tuple(YES.ticked))

    door = reverse("vetting-mark", args=[row.id, mark.id])
    assert vera.client().post(door, {"doe": "verify"}).status_code == 422
    assert vera.client().post(door, {"doe": "verify", f"mark-{mark.id}": list(YES_MARK.ticked)}).status_code == 302

    mark.refresh_from_db()
    assert (mark.state, mark.checked_on, mark.checked_by_id) == (MarkState.VERIFIED, timezone.localdate(), vera.user.id)
    shown = listed_provider(row.id).marks[0]
    assert (shown.checked_by, shown.is_expired) == ("Adviesbureau Vera", False)
    assert "Adviesbureau Vera" in vera.client().get(reverse("provider-public", args=[row.id])).content.decode()


def test_a_mark_expires_by_itself_and_is_not_checked_after_that(daan: Somebody) -> None:
    row, olga = submitted(daan), operator()
    mark = claimed(daan, row, days=0)
    decide(olga, row, "list", ticked=tuple(YES.ticked))
    assert not listed_provider(row.id).marks[0].is_expired

    Mark.objects.filter(id=mark.id).update(valid_until=timezone.localdate() - timedelta(days=1))
    olga.client().post(
        reverse("vetting-mark", args=[row.id, mark.id]), {"doe": "verify", f"mark-{mark.id}": list(YES_MARK.ticked)}
    )

    mark.refresh_from_db()
    assert mark.state == MarkState.CLAIMED
    assert listed_provider(row.id).marks[0].is_expired


def test_a_mark_that_is_not_in_the_register_goes_with_its_reason(daan: Somebody) -> None:
    row, olga = submitted(daan), operator()
    mark = claimed(daan, row)

    sent = {"doe": "refuse", f"reason-{mark.id}": "Niet gevonden."}
    olga.client().post(reverse("vetting-mark", args=[row.id, mark.id]), sent)

    assert Mark.objects.get().state == MarkState.WITHDRAWN
    page = daan.client().get(reverse("provider-profile", args=[row.organisation_id])).content.decode()
    assert "Niet gevonden." in page


def test_a_mark_of_another_provider_is_not_found_here(daan: Somebody) -> None:
    row, dirk, olga = submitted(daan), somebody("dirk"), operator()
    other = submitted(dirk, name="Dirks ICT")
    mark = claimed(daan, row)

    sent = {"doe": "verify", f"mark-{mark.id}": list(YES_MARK.ticked)}
    assert olga.client().post(reverse("vetting-mark", args=[other.id, mark.id]), sent).status_code == 404
    assert Mark.objects.get().state == MarkState.CLAIMED


def test_a_mark_of_the_list_is_seen_after_an_operator_looked_it_up() -> None:
    olga, (vera, _bureau) = operator(), adviser("vera")
    door, sent = reverse("known-marks"), {"mark": "MK-ISO27001", "source_url": "https://iso.example/27001"}

    assert "MK-ISO27001" not in offered_marks()
    assert vera.client().post(door, sent).status_code == 404
    assert olga.client().post(door, {**sent, "source_url": "ergens"}).status_code == 422
    assert olga.client().post(door, sent).status_code == 302
    assert olga.client().post(door, sent).status_code == 404

    assert "MK-ISO27001" in offered_marks()
    assert ConfirmedMark.objects.get().confirmed_by_id == olga.user.id
