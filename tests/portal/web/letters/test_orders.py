"""The letters about ordered work: the other side hears what one side did, and both hear what a measurement decided."""

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.portal.action_plans.company import GOOD, with_dmarc
from tests.portal.quotes.orders import Ordered, ordered
from weerbaar.portal.quotes.models import OrderStep
from weerbaar.portal.quotes.services.cancel_line import cancel_line
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.dispute_line import open_dispute
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.web.letters.orders import tell_of_work

pytestmark = pytest.mark.django_db
ANNA = "anna@mail.example"


@pytest.fixture
def there() -> Ordered:
    return ordered()


def _told(verb: str) -> list[mail.EmailMessage]:
    """The letters about the newest step of this kind."""
    mail.outbox.clear()
    step = OrderStep.objects.filter(verb=verb).latest("at")
    assert tell_of_work(step.id) == len(mail.outbox)
    return list(mail.outbox)


def _texts(letters: list[mail.EmailMessage]) -> str:
    return "\n".join(f"{letter.subject}\n{letter.body}" for letter in letters)


def test_the_company_hears_that_work_was_reported_done_with_a_link_to_the_order(there: Ordered) -> None:
    deliver_line(there.line().id, "Een geheim woord.", actor=there.by_dirk)
    (letter,) = _told("deliver")
    assert letter.to == [ANNA]
    assert letter.subject.startswith("Klaar gemeld: ")
    assert f"/bedrijf/{there.here.id}/hulp/opdrachten/{there.order.id}/" in str(letter.body)
    assert "geheim" not in _texts([letter])


@pytest.mark.parametrize(
    ("record", "verb", "word"), [(GOOD, "verify", "Goed gemeten"), (None, "send-back", "Nog niet")]
)
def test_both_hear_what_a_measurement_decided(there: Ordered, record: str | None, verb: str, word: str) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(record))
    letters = _told(verb)
    assert {address for letter in letters for address in letter.to} == {ANNA, there.dirk.user.email}
    assert all(letter.subject.startswith(word) for letter in letters)
    assert f"/dienstverlener/{there.provider.organisation_id}/opdrachten/" in _texts(letters)


def test_who_did_it_does_not_hear_of_it(there: Ordered) -> None:
    start_line(there.line().id, actor=there.by_dirk)
    open_dispute(there.line().id, "Niet goed.", actor=there.here.anna.person)
    (letter,) = _told("dispute")
    assert letter.to == [there.dirk.user.email]
    assert "Niet goed." not in _texts([letter])


def test_nobody_is_told_that_somebody_began_or_that_work_was_ordered(there: Ordered) -> None:
    start_line(there.line().id, actor=there.by_dirk)
    assert _told("start") == []
    assert _told("order") == []


def test_a_supplier_by_link_gets_no_letter_to_pages_that_it_has_not() -> None:
    there = ordered(by_link=True)
    cancel_line(there.line().id, "Toch niet.", actor=there.here.anna.person)
    assert _told("cancel") == []


def test_the_letter_is_asked_for_in_the_transaction_of_the_change(
    there: Ordered, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cancel_line(there.line().id, "Toch niet.", actor=there.here.anna.person)
    assert OrderStep.objects.filter(verb="cancel").count() == 1
    from django_tasks_db.models import DBTaskResult

    asked = [row.args_kwargs["args"] for row in DBTaskResult.objects.filter(task_path__endswith="tell_of_quotes")]
    assert ["work-changed", str(OrderStep.objects.get(verb="cancel").id)] in asked
