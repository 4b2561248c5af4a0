"""Letters about requests and quotes: to whom, in which language, not to who refused them, and never with who asks."""

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.quotes.asked import Asked, asked
from weerbaar.portal.accounts.services.choose_letters import mute_letter
from weerbaar.portal.quotes.announce import News
from weerbaar.portal.quotes.models import RequestInvitation
from weerbaar.portal.quotes.services.answer_request import ask_question, decline
from weerbaar.portal.quotes.services.submit_quote import submit_quote, withdraw_quote
from weerbaar.portal.quotes.services.supplier_link import make_link
from weerbaar.portal.web.letters.quotes import tell_of
from weerbaar.portal.web.letters.request_link import send_request_link
from weerbaar.portal.web.letters.unsubscribe import QUOTES, REQUESTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Asked:
    return asked()


def _to() -> list[str]:
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_a_new_request_is_told_to_the_owners_of_each_firm_and_not_by_name(here: Asked) -> None:
    assert tell_of(News.REQUEST_MADE, here.request.id) == 2
    assert _to() == sorted([here.dirk.user.email, here.eva.user.email])
    letter = mail.outbox[0]
    assert letter.subject == "Een aanvraag die bij je past"
    assert "Een bedrijf bij Zwolle vraagt een offerte." in letter.body
    assert "\n- Taak ACT-BACKUP\n- Taak ACT-MAILAUTH\n" in letter.body
    assert "eegrol" not in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_letter_is_in_the_language_of_who_reads_it(here: Asked) -> None:
    here.dirk.user.language = "en"
    here.dirk.user.save()
    tell_of(News.REQUEST_MADE, here.request.id)
    subjects = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert subjects[here.dirk.user.email] == "A request that fits you"
    assert subjects[here.eva.user.email] == "Een aanvraag die bij je past"


def test_who_does_not_want_these_letters_gets_none(here: Asked) -> None:
    mute_letter(here.dirk.user.id, REQUESTS)
    mute_letter(here.here.anna.user.id, QUOTES)
    tell_of(News.REQUEST_MADE, here.request.id)
    tell_of(News.QUOTE_SUBMITTED, submit_quote(here.invitation.id, here.form(), actor=here.by_dirk))
    assert _to() == [here.eva.user.email]


def test_an_answer_is_told_to_all_who_did_not_decline_also_to_the_supplier_by_link(here: Asked) -> None:
    question = ask_question(here.invitation.id, "Wat?", actor=here.by_dirk)
    decline(here.other_invitation.id, "Geen tijd", actor=here.by_eva)
    assert tell_of(News.QUESTION_ANSWERED, question) == 2
    assert _to() == sorted([here.dirk.user.email, "nettex@mail.example"])
    to_supplier = next(letter for letter in mail.outbox if letter.to == ["nettex@mail.example"])
    assert "Open de link die je eerder kreeg" in to_supplier.body
    assert "http" not in to_supplier.body


@pytest.mark.parametrize(
    ("word", "subject"),
    [(News.QUOTE_ACCEPTED, "Je offerte is gekozen"), (News.QUOTE_REFUSED, "Je offerte is niet gekozen")],
)
def test_the_maker_of_a_quote_alone_hears_what_became_of_it(here: Asked, word: News, subject: str) -> None:
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert tell_of(word, quote) == 1
    assert (mail.outbox[0].subject, _to()) == (subject, [here.dirk.user.email])


def test_contact_is_told_to_the_one_and_a_withdrawal_to_all(here: Asked) -> None:
    assert tell_of(News.CONTACT_ALLOWED, here.invitation.id) == 1
    assert tell_of(News.REQUEST_WITHDRAWN, here.request.id) == 3
    assert {letter.subject for letter in mail.outbox} == {
        "Wie een offerte vraagt, laat je weten wie het is",
        "Een aanvraag is ingetrokken",
    }


def test_a_suspended_provider_hears_that_its_requests_ended(here: Asked) -> None:
    assert tell_of(News.PROVIDER_SUSPENDED, here.provider.id) == 1
    assert mail.outbox[0].subject == "Je krijgt nu geen aanvragen"
    assert f"/dienstverlener/{here.provider.organisation_id}/profiel/" in mail.outbox[0].body


def test_the_company_hears_of_quotes_questions_and_who_declines(here: Asked) -> None:
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    question = ask_question(here.invitation.id, "Wat?", actor=here.by_dirk)
    withdraw_quote(quote, actor=here.by_dirk)
    decline(here.link_invitation.id, "Geen tijd", actor=here.by_link)
    for word, subject_id in (
        (News.QUOTE_SUBMITTED, quote),
        (News.QUESTION_ASKED, question),
        (News.QUOTE_WITHDRAWN, quote),
        (News.REQUEST_DECLINED, here.link_invitation.id),
    ):
        assert tell_of(word, subject_id) == 1
    assert [letter.subject for letter in mail.outbox] == [
        "Er is een offerte van Noorderzon ICT",
        "Een vraag over je aanvraag",
        "Noorderzon ICT trok een offerte in",
        "Nettex IT doet geen offerte",
    ]
    # A question comes without who asked it.
    assert "Noorderzon" not in mail.outbox[1].body
    assert _to() == [here.here.anna.user.email] * 4


def test_nothing_is_said_of_what_is_gone(here: Asked) -> None:
    gone = here.request.id
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    here.request.delete()
    here.provider.delete()
    for word in News:
        for subject_id in (gone, quote, here.invitation.id, here.provider.id or gone):
            assert tell_of(word, subject_id) == 0


def test_the_link_names_the_company_only_when_it_may(here: Asked) -> None:
    link = make_link(here.here.id, here.link_invitation.id, actor=here.here.anna.person)
    assert send_request_link(link)
    RequestInvitation.objects.filter(id=here.link_invitation.id).update(contact_at=timezone.now())
    assert send_request_link(make_link(here.here.id, here.link_invitation.id, actor=here.here.anna.person))
    without, named = mail.outbox
    assert without.subject == "Een klant vraagt je een offerte"
    assert "eegrol" not in without.body
    assert named.subject == "Bakkerij Deegrol vraagt je een offerte"
    assert f"/aanvraag/{link.token}/" in without.body


def test_a_supplier_without_an_address_gets_its_link_by_hand(here: Asked) -> None:
    RequestInvitation.objects.filter(id=here.link_invitation.id).update(email="")
    assert not send_request_link(make_link(here.here.id, here.link_invitation.id, actor=here.here.anna.person))
    assert tell_of(News.REQUEST_WITHDRAWN, here.request.id) == 2


def test_a_deed_makes_its_letter_a_task(here: Asked) -> None:
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    waiting = [row.args_kwargs["args"] for row in DBTaskResult.objects.filter(task_path__endswith="tell_of_quotes")]
    assert ["quote-submitted", str(quote)] in waiting
