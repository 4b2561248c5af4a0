"""Nothing that an invited party can get tells who asks, until the company lets them know.

The company of the first half has a mark in every field that it can fill. Everything a provider, its program and a supplier with a
link can get is read for marks: pages in both languages, answers to forms, files, headers, letters, and what webhooks are made of.
In the second half two companies that differ in all but region, sector, size band and actions get the same answers, byte for
byte, apart from ids and secrets.
"""

import io
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.portal.action_plans.company import domain_of, measured, say, with_dmarc
from tests.portal.api.callers import program_of
from tests.portal.isolation.company import fill, new_organisation
from tests.portal.isolation.marks import Field, Mark, Marks, letter_texts, texts_of
from tests.portal.people import Bakery, Somebody, bakery, somebody
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider, next_door
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.states import TO_DO
from weerbaar.portal.core.actors import Person, ProviderPerson
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import organisation_of
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.announce import News
from weerbaar.portal.quotes.company_errors import RequestFault, RequestRefused
from weerbaar.portal.quotes.models import OutboxEvent, Quote, QuoteRequest, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.provider_selectors import request_of
from weerbaar.portal.quotes.services.answer_invited import answer_question, attach_file, refuse_quote
from weerbaar.portal.quotes.services.answer_request import ask_question
from weerbaar.portal.quotes.services.make_request import RequestOrder, make_request
from weerbaar.portal.quotes.services.submit_quote import Line, QuoteForm, submit_quote
from weerbaar.portal.quotes.services.supplier_link import make_link
from weerbaar.portal.web.letters.quotes import tell_of
from weerbaar.portal.web.letters.request_link import send_request_link

pytestmark = pytest.mark.django_db
SEED = 20261124
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SECRET = re.compile(r'(?<=/aanvraag/)[\w-]{32}|(?<=csrfmiddlewaretoken" value=")\w{64}|(?<=/mail-stoppen/)[\w:.-]+')


@dataclass
class Invited:
    """Dirk's firm, that was asked, with a link of a supplier that was asked beside it."""

    dirk: Somebody
    provider: Provider
    invitation_id: uuid.UUID
    token: str
    request_id: uuid.UUID
    quote_id: uuid.UUID = field(default_factory=uuid.uuid4)
    question_id: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def actor(self) -> ProviderPerson:
        """Dirk, for his firm."""
        return ProviderPerson(self.dirk.user.id, self.provider.organisation_id)

    def paths(self) -> Iterator[str]:
        """Every page of the firm about requests and quotes, and every page behind the link."""
        firm = {"organisation_id": self.provider.organisation_id}
        for name in ("provider-overview", "provider-requests", "provider-quotes"):
            yield reverse(name, kwargs=firm)
        asked = {**firm, "invitation_id": self.invitation_id}
        for name in ("provider-request", "provider-quote"):
            yield reverse(name, kwargs=asked)
        for name in ("supplier-request", "supplier-quote"):
            yield reverse(name, kwargs={"token": self.token})
        for attached in request_of(self.invitation_id, self.actor).attachments:
            yield reverse("provider-request-file", kwargs={**asked, "attachment_id": attached.id})
            yield reverse("supplier-request-file", kwargs={"token": self.token, "attachment_id": attached.id})


@pytest.fixture
def marks() -> Marks:
    return Marks(Random(SEED))


def _asked(
    owner: Person,
    organisation_id: uuid.UUID,
    dirk: Somebody,
    provider: Provider,
    causes: tuple[str, ...] = (),
    *,
    picture: bytes = b"",
) -> Invited:
    """The company asks for help with everything that is to do, or with these causes."""
    actions = Action.objects.filter(organisation_id=organisation_id, state__in=[state.value for state in TO_DO])
    chosen = actions.filter(cause__in=causes) if causes else actions.order_by("cause")[:20]
    order = RequestOrder(
        action_ids=tuple(action.id for action in chosen),
        provider_ids=(provider.id,),
        message="Graag voor de zomer.",
        deadline=timezone.localdate() + timedelta(days=10),
        suppliers=(("Nettex IT", "nettex@mail.example"),),
    )
    picture = picture or _picture("")
    request_id = make_request(organisation_id, order, actor=owner)
    invitation = RequestInvitation.objects.get(request_id=request_id, provider=provider)
    linked = RequestInvitation.objects.get(request_id=request_id, provider=None)
    link = make_link(organisation_id, linked.id, actor=owner)
    mail.outbox.clear()
    assert send_request_link(link)
    made = Invited(dirk, provider, invitation.id, link.token, request_id)
    made.question_id = ask_question(invitation.id, "Welke mailserver?", actor=made.actor)
    answer_question(organisation_id, made.question_id, "Een die wij huren.", actor=owner)
    attach_file(organisation_id, request_id, picture, len(picture), actor=owner)
    made.quote_id = submit_quote(invitation.id, _form(request_id), actor=made.actor)
    return made


def _picture(comment: str) -> bytes:
    """A picture that says in its own file what was written into it."""
    told, file = PngInfo(), io.BytesIO()
    told.add_text("Author", comment)
    Image.new("RGB", (8, 8)).save(file, "PNG", pnginfo=told)
    return file.getvalue()


def _form(request_id: uuid.UUID) -> QuoteForm:
    asked = QuoteRequest.objects.get(id=request_id).actions.order_by("cause")
    until: date = timezone.localdate() + timedelta(days=60)
    return QuoteForm(tuple(Line(action.id, "Alles", 10_000) for action in asked), True, "", until)


def _letters(here: Invited) -> list[EmailMessage]:
    """Every letter that goes to the invited, the one with the link among them."""
    for word in (News.REQUEST_MADE, News.REQUEST_WITHDRAWN):
        assert tell_of(word, here.request_id) >= 1
    assert tell_of(News.QUESTION_ANSWERED, here.question_id) == 2
    assert tell_of(News.CONTACT_ALLOWED, here.invitation_id) == 1
    assert tell_of(News.QUOTE_ACCEPTED, here.quote_id) == tell_of(News.QUOTE_REFUSED, here.quote_id) == 1
    assert tell_of(News.PROVIDER_SUSPENDED, here.provider.id) == 1
    return list(mail.outbox)


def _answers(here: Invited) -> Iterator[tuple[str, Any]]:
    """All that can be read, and what forms answer."""
    client = here.dirk.client()
    for path in here.paths():
        for language in ("nl", "en"):
            yield f"{path} {language}", client.get(path, {"taal": language})
            yield f"{path} {language} again", client.get(path)
    firm = {"organisation_id": here.provider.organisation_id, "invitation_id": here.invitation_id}
    for name in ("provider-request-ask", "provider-request-decline", "provider-quote"):
        yield name, client.post(reverse(name, kwargs=firm), {})
    for name in ("supplier-request-ask", "supplier-request-decline", "supplier-quote"):
        yield name, client.post(reverse(name, kwargs={"token": here.token}), {})
    program = program_of(here.dirk, here.provider.organisation_id)
    for path in ("/requests", f"/requests/{here.invitation_id}", "/quotes"):
        yield f"api {path}", program.get(path)
    yield "api question", program.post(f"/requests/{here.invitation_id}/questions", {"text": ""})


def _own_rooms(here: Invited) -> Iterator[tuple[str, Any]]:
    """What the firm reads of itself: its log, and everything it can take elsewhere."""
    client, firm = here.dirk.client(), {"organisation_id": here.provider.organisation_id}
    for name in ("log", "export", "data", "overview"):
        yield name, client.get(reverse(name, kwargs=firm))


def _shown(here: Invited, marks: Marks) -> dict[str, set[Mark]]:
    """The marks of the company by where they stand."""
    found: dict[str, set[Mark]] = {}
    for name, response in (*_answers(here), *_own_rooms(here)):
        assert response.status_code < 500, name
        found[name] = marks.found_in(texts_of(response))
    for letter in _letters(here):
        found[f"letter {letter.subject}"] = marks.found_in(letter_texts(letter))
    for row in OutboxEvent.objects.filter(provider=here.provider).values():
        found[f"webhook {row['word']}"] = marks.found_in([repr(row)])
    return {name: shown for name, shown in found.items() if shown}


def _marked(marks: Marks) -> tuple[Any, Invited]:
    made = new_organisation(marks, "bakery")
    fill(made, marks, Random(SEED))
    Organisation.objects.filter(id=made.id).update(municipality="zwolle", sector="retail", kvk_number="90000001")
    marks.note("90000001", Field.ABOUT, "bakery", "number")
    dirk = somebody("dirk")
    provider = a_provider(dirk)
    picture = _picture(marks.new(Field.ABOUT, "bakery", "picture"))
    assert marks.found_in([picture.decode("latin-1")])
    return made, _asked(made.owner, made.id, dirk, provider, picture=picture)


def test_nothing_tells_who_asks_before_they_let_it_be_known(marks: Marks) -> None:
    _made, here = _marked(marks)
    assert request_of(here.invitation_id, here.actor).contact is None
    assert len(request_of(here.invitation_id, here.actor).actions) > 3
    assert OutboxEvent.objects.filter(provider=here.provider).exists()
    assert _shown(here, marks) == {}


def test_after_contact_the_name_the_domains_and_who_asked_are_shown_and_no_more(marks: Marks) -> None:
    _made, here = _marked(marks)
    RequestInvitation.objects.filter(request_id=here.request_id).update(contact_at=timezone.now())
    shown = _shown(here, marks)
    assert not any(name.startswith(("letter", "webhook")) for name in shown)
    seen = set().union(*shown.values())
    assert {mark.where for mark in seen} == {Field.NAME, Field.ABOUT, Field.DOMAIN, Field.PERSON}
    assert {mark.of for mark in seen if mark.where is Field.PERSON} == {"bakery owner"}


def test_the_search_finds_a_leak_when_there_is_one(marks: Marks) -> None:
    made, here = _marked(marks)
    name = organisation_of(made.owner, made.id).name
    QuoteRequest.objects.filter(id=here.request_id).update(message=f"Groet van {name}")
    assert {mark.where for found in _shown(here, marks).values() for mark in found} == {Field.NAME}


def test_a_file_that_names_its_author_is_not_taken(marks: Marks) -> None:
    made, here = _marked(marks)
    paper = b"%PDF-1.7\n1 0 obj\n<< /Author (Firma) >>\nendobj\n%%EOF\n"
    with pytest.raises(RequestRefused) as refused:
        attach_file(made.id, here.request_id, paper, len(paper), actor=made.owner)
    assert refused.value.fault is RequestFault.ONLY_PICTURES


def test_an_answer_and_a_refusal_that_tell_who_asks_are_refused(marks: Marks) -> None:
    made, here = _marked(marks)
    for mark in marks.among(["bakery"], Field.NAME, Field.PERSON, Field.DOMAIN):
        with pytest.raises(RequestRefused) as refused:
            answer_question(made.id, here.question_id, f"Vraag het {mark.text}.", actor=made.owner)
        assert refused.value.fault is RequestFault.TELLS_WHO, mark
        with pytest.raises(RequestRefused) as refused:
            refuse_quote(made.id, here.quote_id, f"Te duur voor {mark.text}", actor=made.owner)
        assert refused.value.fault is RequestFault.TELLS_WHO, mark
    refuse_quote(made.id, here.quote_id, "Te duur voor ons", actor=made.owner)
    assert _shown(here, marks) == {}


def test_a_message_that_tells_who_asks_is_refused_whatever_it_tells(marks: Marks) -> None:
    made, _here = _marked(marks)
    action = Action.objects.filter(organisation_id=made.id, state="open").order_by("cause").first()
    provider = a_provider(somebody("eva"), "Bitwacht")
    assert action is not None
    telling = marks.among(["bakery"], Field.NAME, Field.PERSON, Field.DOMAIN)
    assert len(telling) > 6
    for mark in telling:
        order = RequestOrder(
            (action.id,), (provider.id,), f"Wij zijn {mark.text}.", timezone.localdate() + timedelta(days=9)
        )
        with pytest.raises(RequestRefused) as refused:
            make_request(made.id, order, actor=made.owner)
        assert refused.value.fault is RequestFault.TELLS_WHO, mark


def test_two_companies_that_differ_in_everything_else_read_the_same() -> None:
    dirk = somebody("dirk")
    one = bakery()
    two = next_door(one)
    _prepare(one, "bakkerij-deegrol.example", domains=1)
    _prepare(two, "ottos-garage.example", domains=3)
    Organisation.objects.filter(id=two.id).update(
        name="Autobedrijf Van der Ottosen en Dochters",
        place="Ergens Anders",
        park="Meeuwenwaard",
        kvk_number="90000007",
    )
    first, second = _everything(one, dirk, at_midnight=True), _everything(two, dirk, at_midnight=False)
    assert first.keys() == second.keys()
    assert len(first) > 40
    different = [(first[name], second[name]) for name in first if first[name] != second[name]]
    assert different == []


def _prepare(here: Bakery, domain: str, *, domains: int) -> None:
    Organisation.objects.filter(id=here.id).update(municipality="zwolle", sector="retail")
    for number in range(domains):
        name = domain if not number else f"nr{number}-{domain}"
        measured(here, domain_of(here, name), with_dmarc(None, name))
    say(here, "BP5-01", "no")


def _everything(here: Bakery, dirk: Somebody, *, at_midnight: bool) -> Mapping[str, str]:
    """What the invited get of this company's request, with ids and secrets taken out. Each time as if it were the only one."""
    QuoteRequest.objects.all().delete()
    Quote.objects.all().delete()
    OutboxEvent.objects.all().delete()
    Provider.objects.all().delete()
    provider = a_provider(dirk)
    made = _asked(here.anna.person, here.id, dirk, provider, (MAIL, BACKUP))
    if at_midnight:  # the same day, at another moment
        moment = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        QuoteRequest.objects.update(made_at=moment)
        RequestQuestion.objects.update(asked_at=moment)
    told = {}
    for number, (name, response) in enumerate(_answers(made)):
        lines = [f"{key}: {value}" for key, value in sorted(response.headers.items())]
        told[f"{number} {_bare(name)}"] = _bare(
            "\n".join([str(response.status_code), *lines, response.content.decode("latin-1")])
        )
    for number, text in enumerate(sorted(_bare("\n".join(letter_texts(letter))) for letter in _letters(made))):
        told[f"letter {number}"] = text
    for number, row in enumerate(OutboxEvent.objects.order_by("made_at").values()):
        told[f"webhook {number}"] = _bare(repr({key: value for key, value in row.items() if key != "made_at"}))
    return told


def _bare(text: str) -> str:
    return _ID.sub("(id)", _SECRET.sub("(secret)", text))


def test_a_visitor_without_the_link_reads_nothing(marks: Marks) -> None:
    _made, here = _marked(marks)
    client = Client()
    for path in here.paths():
        if "/aanvraag/" not in path:
            assert client.get(path).status_code == 302
