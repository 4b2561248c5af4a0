"""A company's pages of its orders: where work stands, what was measured, and what the company does about it."""

import uuid

import pytest
from django.test import Client

from tests.portal.action_plans.company import GOOD, with_dmarc
from tests.portal.people import somebody
from tests.portal.quotes.orders import BACKUP, MAIL, Ordered, a_provider, ordered
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.services.share import GrantRequest, give_grant
from weerbaar.portal.organisations.words import GrantScope
from weerbaar.portal.quotes.models import ConflictLift, Dispute
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.dispute_line import open_dispute, propose_end
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.words import LineState

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Ordered:
    return ordered(MAIL, BACKUP)


def _path(there: Ordered, cause: str = "") -> str:
    base = f"/bedrijf/{there.here.id}/hulp/opdrachten/{there.order.id}/"
    return f"{base}werk/{there.line(cause).id}/" if cause else base


def _send(there: Ordered, cause: str, client: Client | None = None, **fields: str) -> int:
    browser = client or there.here.anna.client()
    return browser.post(_path(there, cause), fields).status_code


def test_a_company_without_orders_reads_what_will_be_here() -> None:
    from tests.portal.people import bakery

    here = bakery()
    page = here.anna.client().get(f"/bedrijf/{here.id}/hulp/opdrachten/")
    assert page.status_code == 200
    assert b"Je hebt nog geen opdrachten" in page.content


def test_the_list_and_the_order_say_where_each_piece_of_work_stands(there: Ordered) -> None:
    deliver_line(there.line(BACKUP).id, "Kopie staat.", actor=there.by_dirk)
    browser = there.here.bram.client()
    many = browser.get(f"/bedrijf/{there.here.id}/hulp/opdrachten/").content.decode()
    one = browser.get(_path(there)).content.decode()
    for text in (many, one):
        assert "Noorderzon ICT" in text
        assert "Klaar gemeld" in text
    assert "Kopie staat." in one
    assert "<form" not in one.partition('id="inhoud"')[2].partition("</main>")[0]  # Bram reads, and does nothing


def test_what_a_later_measurement_saw_is_shown_with_its_moment(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    text = there.here.anna.client().get(_path(there)).content.decode()
    assert "Goed gemeten op" in text
    assert "bakkerij-deegrol.example" in text


def test_a_stranger_and_another_company_find_nothing(there: Ordered) -> None:
    for client in (there.here.otto.client(), there.dirk.client()):
        assert client.get(_path(there)).status_code == 404
        assert client.get(f"/bedrijf/{there.here.id}/hulp/opdrachten/").status_code == 404
        assert _send(there, MAIL, client, doe="annuleer", text="Nee.") == 404
    elsewhere = f"/bedrijf/{there.here.otto_id}/hulp/opdrachten/{there.order.id}/"
    assert there.here.otto.client().get(elsewhere).status_code == 404
    assert there.here.anna.client().get(f"{_path(there)[:-37]}{uuid.uuid4()}/").status_code == 404
    assert there.line().state == LineState.ORDERED


def test_a_reader_changes_nothing(there: Ordered) -> None:
    assert _send(there, MAIL, there.here.bram.client(), doe="annuleer", text="Nee.") == 403
    assert there.line().state == LineState.ORDERED


def test_cancelling_wants_a_reason_keeps_nothing_else_and_is_in_the_log(there: Ordered) -> None:
    assert _send(there, MAIL, doe="annuleer", text=" ") == 422
    assert there.line().state == LineState.ORDERED
    assert _send(there, MAIL, doe="annuleer", text="We stoppen.") == 302
    assert (there.line().state, there.line(BACKUP).state) == (LineState.CANCELLED, LineState.ORDERED)
    log = there.here.anna.client().get(f"/bedrijf/{there.here.id}/logboek/").content.decode()
    assert "Heeft besteld werk geannuleerd" in log


def test_confirming_wants_evidence_and_a_day_that_has_come(there: Ordered) -> None:
    deliver_line(there.line(BACKUP).id, "", actor=there.by_dirk)
    assert _send(there, BACKUP, doe="bevestig", text="", day="2026-01-01") == 422
    assert _send(there, BACKUP, doe="bevestig", text="Gezien.", day="2999-01-01") == 422
    assert _send(there, BACKUP, doe="bevestig", text="Gezien.", day="gisteren") == 422
    assert there.line(BACKUP).state == LineState.DELIVERED
    assert _send(there, BACKUP, doe="bevestig", text="Gezien.", day="2026-01-01") == 302
    assert there.line(BACKUP).state == LineState.CONFIRMED


def test_what_is_refused_is_said_above_its_field_and_keeps_what_was_typed(there: Ordered) -> None:
    deliver_line(there.line(BACKUP).id, "", actor=there.by_dirk)
    sent = {"doe": "bevestig", "text": "Ik zag <b>het</b>.", "day": "2999-01-01"}
    text = there.here.anna.client().post(_path(there, BACKUP), sent).content.decode()
    assert "Kies vandaag of een dag daarvoor." in text
    assert "Ik zag &lt;b&gt;het&lt;/b&gt;." in text


def test_a_dispute_goes_from_words_to_an_end_by_both(there: Ordered) -> None:
    start_line(there.line(BACKUP).id, actor=there.by_dirk)
    assert _send(there, BACKUP, doe="geschil", text="Hij komt niet.") == 302
    propose_end(there.line(BACKUP).id, "We stoppen.", actor=there.by_dirk)
    assert "We stoppen." in there.here.anna.client().get(_path(there)).content.decode()
    assert _send(there, BACKUP, doe="akkoord") == 302
    assert (there.line(BACKUP).state, Dispute.objects.get().outcome) == (LineState.SETTLED, "agreed")


def test_a_dispute_of_the_provider_is_answered(there: Ordered) -> None:
    start_line(there.line(BACKUP).id, actor=there.by_dirk)
    open_dispute(there.line(BACKUP).id, "De klant is weg.", actor=there.by_dirk)
    assert _send(there, BACKUP, doe="antwoord", text="Ik was ziek.") == 302
    assert Dispute.objects.get().answer == "Ik was ziek."
    assert _send(there, BACKUP, doe="antwoord", text="Nog eens.") == 422


def test_deeds_of_the_other_side_and_unknown_ones_are_refused(there: Ordered) -> None:
    for doe in ("klaar", "begin", "goedkeuren", ""):
        assert _send(there, MAIL, doe=doe, text="x") == 400
    assert there.line().state == LineState.ORDERED


def test_what_changed_meanwhile_is_said_and_not_done(there: Ordered) -> None:
    deliver_line(there.line().id, "", actor=there.by_dirk)
    assert _send(there, MAIL, doe="annuleer", text="Nee.") == 409
    assert there.line().state == LineState.DELIVERED


def test_the_plan_page_of_an_action_shows_the_order_it_lies_in(there: Ordered) -> None:
    text = there.here.anna.client().get(f"/bedrijf/{there.here.id}/plan/{there.action().id}/").content.decode()
    assert _path(there) in text


def _conflict(there: Ordered) -> tuple[str, uuid.UUID]:
    from datetime import timedelta

    from django.utils import timezone

    provider = a_provider(somebody("mark"), "Bitwacht")
    last_day = timezone.localdate() + timedelta(days=30)
    wanted = GrantRequest(provider.organisation_id, GrantScope.PLAN, "Hulp", last_day)
    give_grant(there.here.id, wanted, actor=there.here.anna.person)
    return f"/bedrijf/{there.here.id}/hulp/belang/{provider.id}/", provider.id


def test_the_owner_lifts_a_conflict_with_a_reason_and_it_is_in_the_log(there: Ordered) -> None:
    path, provider_id = _conflict(there)
    browser = there.here.anna.client()
    assert b"doet geen offerte" in browser.get(path).content
    assert browser.post(path, {"reason": " "}).status_code == 422
    assert browser.post(path, {"reason": "Zij kennen ons."}).status_code == 302
    assert ConflictLift.objects.get().provider_id == provider_id
    assert Event.objects.filter(word="person:conflict:lift", organisation_id=there.here.id).count() == 1
    assert browser.post(path, {"reason": "Nog eens."}).status_code == 409


def test_nobody_but_an_owner_lifts_it(there: Ordered) -> None:
    path, _provider = _conflict(there)
    assert there.here.carla.client().post(path, {"reason": "Toch."}).status_code == 403
    assert there.here.otto.client().post(path, {"reason": "Toch."}).status_code == 404
    page = there.here.carla.client().get(path)
    assert page.status_code == 200
    assert b'name="reason"' not in page.content
    assert not ConflictLift.objects.exists()


def test_a_provider_that_is_not_listed_has_no_such_page(there: Ordered) -> None:
    path = f"/bedrijf/{there.here.id}/hulp/belang/{uuid.uuid4()}/"
    assert there.here.anna.client().get(path).status_code == 404
