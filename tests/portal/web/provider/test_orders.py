"""A provider's pages of its orders: the work in full while the company shares it, and what it does with it."""

import pytest
from django.test import Client

from tests.portal.action_plans.company import GOOD, with_dmarc
from tests.portal.people import somebody
from tests.portal.quotes.orders import BACKUP, MAIL, Ordered, a_provider, ordered
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Grant, Membership
from weerbaar.portal.organisations.services.share import withdraw_grant
from weerbaar.portal.quotes.models import Dispute
from weerbaar.portal.quotes.services.dispute_line import open_dispute, propose_end
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.words import LineState

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Ordered:
    return ordered(MAIL, BACKUP)


def _path(there: Ordered, cause: str = "") -> str:
    base = f"/dienstverlener/{there.provider.organisation_id}/opdrachten/{there.order.id}/"
    return f"{base}werk/{there.line(cause).id}/" if cause else base


def _send(there: Ordered, cause: str, client: Client | None = None, **fields: str) -> int:
    return (client or there.dirk.client()).post(_path(there, cause), fields).status_code


def _text(there: Ordered) -> str:
    return there.dirk.client().get(_path(there)).content.decode()


def test_the_order_shows_the_real_name_the_domain_and_what_to_copy(there: Ordered) -> None:
    text = _text(there)
    for known in ("Bakkerij Deegrol", "bakkerij-deegrol.example", "v=DMARC1"):
        assert known in text
    assert "Bakkerij Deegrol" in there.dirk.client().get(_path(there)[:-37]).content.decode()


def test_once_the_company_stops_sharing_only_what_was_agreed_is_left(there: Ordered) -> None:
    withdraw_grant(there.here.id, Grant.objects.get().id, actor=there.here.anna.person)
    text = _text(there)
    assert "Bakkerij Deegrol" in text
    assert "bakkerij-deegrol.example" not in text
    assert "deelt geen metingen meer" in text
    assert _send(there, MAIL, doe="klaar", text="") == 302


def test_a_provider_without_orders_reads_what_will_be_here() -> None:
    dirk = somebody("dirk")
    provider = a_provider(dirk)
    page = dirk.client().get(f"/dienstverlener/{provider.organisation_id}/opdrachten/")
    assert page.status_code == 200
    assert b"Kies een bedrijf" not in page.content
    assert b"dan staat het werk hier" in page.content


def test_starting_and_delivering_are_seen_by_the_company(there: Ordered) -> None:
    assert _send(there, MAIL, doe="begin") == 302
    assert there.line().state == LineState.IN_PROGRESS
    assert _send(there, MAIL, doe="klaar", text="Regel gezet.") == 302
    assert there.line().state == LineState.DELIVERED
    words = set(Event.objects.filter(organisation_id=there.here.id).values_list("word", flat=True))
    assert {"provider:order-line:start", "provider:order-line:deliver", "provider:action:report"} <= words


def test_what_comes_back_says_what_was_seen_and_when(there: Ordered) -> None:
    assert _send(there, MAIL, doe="klaar", text="") == 302
    from tests.portal.action_plans.company import waiting_runs

    (run,) = waiting_runs()
    there.ended(run.id, with_dmarc(None))
    text = _text(there)
    assert "Nog niet goed" in text
    assert "bakkerij-deegrol.example: gemeten op" in text.replace("\n", "")
    assert _send(there, MAIL, doe="klaar", text="Nu echt.") == 302
    (again,) = waiting_runs()
    there.ended(again.id, with_dmarc(GOOD))
    assert "Goed gemeten op" in _text(there)


def test_nobody_else_finds_it_and_a_reader_changes_nothing(there: Ordered) -> None:
    mark, lise = somebody("mark"), somebody("lise")
    other = a_provider(mark, "Bitwacht")
    Membership.objects.create(organisation_id=there.provider.organisation_id, user=lise.user, role="reader")
    for client in (mark.client(), there.here.anna.client()):
        assert client.get(_path(there)).status_code == 404
        assert _send(there, MAIL, client, doe="begin") == 404
    elsewhere = _path(there).replace(str(there.provider.organisation_id), str(other.organisation_id))
    assert mark.client().get(elsewhere).status_code == 404
    assert lise.client().get(_path(there)).status_code == 200
    assert _send(there, MAIL, lise.client(), doe="begin") == 403
    assert Client().get(_path(there)).status_code == 302
    assert there.line().state == LineState.ORDERED


def test_cancelling_and_disputing_want_words(there: Ordered) -> None:
    assert _send(there, MAIL, doe="annuleer", text="") == 422
    assert _send(there, MAIL, doe="begin") == 302
    assert _send(there, MAIL, doe="geschil", text=" ") == 422
    assert there.line().state == LineState.IN_PROGRESS
    assert _send(there, MAIL, doe="annuleer", text="Geen tijd.") == 302
    assert there.line().state == LineState.CANCELLED


def test_a_dispute_is_answered_and_a_proposal_agreed_to(there: Ordered) -> None:
    start_line(there.line().id, actor=there.by_dirk)
    open_dispute(there.line().id, "Hij komt niet.", actor=there.here.anna.person)
    assert "Hij komt niet." in _text(there)
    assert _send(there, MAIL, doe="antwoord", text="Morgen wel.") == 302
    assert _send(there, MAIL, doe="akkoord") == 422
    propose_end(there.line().id, "We stoppen.", actor=there.here.anna.person)
    assert _send(there, MAIL, doe="akkoord") == 302
    assert (there.line().state, Dispute.objects.get().answer) == (LineState.SETTLED, "Morgen wel.")


def test_a_provider_confirms_nothing_itself(there: Ordered) -> None:
    assert _send(there, BACKUP, doe="klaar", text="") == 302
    assert _send(there, BACKUP, doe="bevestig", text="Echt.", day="2026-01-01") == 400
    assert there.line(BACKUP).state == LineState.DELIVERED


def test_what_was_delivered_is_not_delivered_twice(there: Ordered) -> None:
    assert _send(there, MAIL, doe="klaar", text="") == 302
    assert _send(there, MAIL, doe="klaar", text="") == 409


def test_the_list_ends_with_the_record_that_follows_from_the_work(there: Ordered) -> None:
    from weerbaar.portal.quotes.models import OrderLine, WorkOrder

    path = _path(there)[:-37]
    assert "Te weinig klussen" in there.dirk.client().get(path).content.decode()
    for number in range(5):
        order = WorkOrder.objects.create(
            number=f"W-oud-{number}", provider=there.provider, terms={}, ordered_at=there.order.ordered_at
        )
        OrderLine.objects.create(
            order=order,
            cause=MAIL,
            state=LineState.VERIFIED.value,
            price_cents=1,
            vat_percent=21,
            due_on=there.line().due_on,
            delivered_at=there.order.ordered_at,
            solved_at=there.order.ordered_at,
            proof=["x"],
        )
    assert "5 van 5 klussen" in there.dirk.client().get(path).content.decode()
