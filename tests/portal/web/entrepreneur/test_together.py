"""Buying and asking together, for one company: join or not, choose for itself, and the paper for the BIZ."""

import io
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.joint_purchases.park import Firm, Park, a_park, a_provider, an_offer, give_gap, with_purchase
from tests.portal.people import Somebody, somebody
from weerbaar.portal.audit.models import Event
from weerbaar.portal.joint_purchases.models import CommonCause, JointReply
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.quotes.models import ConflictLift, WorkOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> Park:
    made = with_purchase(a_park(2), percent=50)
    _provider, by, _dirk = a_provider()
    an_offer(made, by)
    return made


@pytest.fixture
def firm(park: Park) -> Firm:
    return park.firms[0]


def path_of(park: Park, firm: Firm, more: str = "") -> str:
    return f"/bedrijf/{firm.id}/samen/{park.purchase_id}/{more}"


def colleague(firm: Firm, role: Role) -> Somebody:
    who = somebody(f"een-{role.value}")
    Membership.objects.create(organisation_id=firm.id, user=who.user, role=role.value)
    return who


def offer_of(park: Park) -> uuid.UUID:
    return park.purchase().offers.get().id


def test_every_company_of_the_area_sees_the_purchase_and_who_has_the_gap_sees_its_task(park: Park) -> None:
    give_gap(park.firms[0])
    for firm, has_gap in ((park.firms[0], True), (park.firms[1], False)):
        listed = firm.owner.client().get(f"/bedrijf/{firm.id}/samen/").content.decode()
        page = firm.owner.client().get(path_of(park, firm)).content.decode()
        assert "Meeuwenwaard" in listed
        assert ("In je plan" in listed, "Deze taak staat open in je plan" in page) == (has_gap, has_gap)
        assert "Dirk IT" in page


def test_a_company_joins_changes_its_mind_and_its_log_says_so(park: Park, firm: Firm) -> None:
    client = firm.owner.client()
    assert client.post(path_of(park, firm), {}).status_code == 422
    assert client.post(path_of(park, firm), {"doe": "mee", "naam": "ja"}).status_code == 302
    assert JointReply.objects.get(organisation_id=firm.id).shows_name
    client.post(path_of(park, firm), {"doe": "niet", "naam": "ja"})
    reply = JointReply.objects.get(organisation_id=firm.id)
    assert (reply.answer, reply.shows_name) == ("declined", False)
    words = Event.objects.filter(organisation_id=firm.id, subject_id=park.purchase_id).values_list("word", flat=True)
    assert sorted(words) == ["person:joint-purchase:decline", "person:joint-purchase:join"]


def test_a_colleague_and_a_reader_read_along_and_decide_nothing(park: Park, firm: Firm) -> None:
    for role in (Role.MEMBER, Role.READER):
        who = colleague(firm, role).client()
        assert who.get(path_of(park, firm)).status_code == 200
        assert who.post(path_of(park, firm), {"doe": "mee"}).status_code == 403
        assert who.post(path_of(park, firm, f"kiezen/{offer_of(park)}/")).status_code == 403


def test_a_company_elsewhere_and_a_stranger_find_nothing(park: Park, firm: Firm, client: Client) -> None:
    outside = a_company_elsewhere()
    for path in (path_of(park, outside), path_of(park, outside, "bijdrage.pdf")):
        assert outside.owner.client().get(path).status_code == 404
    assert outside.owner.client().post(path_of(park, outside), {"doe": "mee"}).status_code == 404
    assert outside.owner.client().get(path_of(park, firm)).status_code == 404
    assert client.get(path_of(park, firm)).status_code == 302


def a_company_elsewhere() -> Firm:
    from tests.portal.people import company

    otto = somebody("otto")
    return Firm(company(otto, "Ottos Garage"), otto)


def test_after_closing_it_orders_for_itself_and_gets_the_paper_for_the_biz(park: Park, firm: Firm) -> None:
    give_gap(firm)
    park.join(firm)
    client = firm.owner.client()
    assert client.post(path_of(park, firm, f"kiezen/{offer_of(park)}/")).status_code == 409
    assert client.get(path_of(park, firm, "bijdrage.pdf")).status_code == 404
    park.close()
    assert client.post(path_of(park, firm), {"doe": "niet"}).status_code == 409
    ordered = client.post(path_of(park, firm, f"kiezen/{offer_of(park)}/"))
    order = WorkOrder.objects.get(organisation_id=firm.id)
    assert ordered["Location"] == f"/bedrijf/{firm.id}/hulp/opdrachten/{order.id}/"
    assert client.post(path_of(park, firm, f"kiezen/{offer_of(park)}/")).status_code == 409
    paper = client.get(path_of(park, firm, "bijdrage.pdf"))
    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "€ 200" in text.replace("\u00a0", " ")
    assert firm.view().name in text


def test_a_provider_with_a_conflict_is_chosen_after_the_owner_lifted_it(park: Park, firm: Firm) -> None:
    give_gap(firm)
    park.join(firm)
    park.close()
    provider = park.purchase().offers.get().provider
    Membership.objects.create(organisation_id=provider.organisation_id, user=firm.owner.user, role=Role.READER.value)
    client, choose = firm.owner.client(), path_of(park, firm, f"kiezen/{offer_of(park)}/")
    assert "moet eerst goedvinden" in client.get(path_of(park, firm)).content.decode()
    assert client.post(choose).status_code == 409
    ConflictLift.objects.create(
        organisation_id=firm.id, provider=provider, reason="Bekend", by=firm.owner.user, at=timezone.now()
    )
    assert client.post(choose).status_code == 302


def test_a_card_is_answered_by_who_may_work_and_then_put_away(park: Park, firm: Firm) -> None:
    card = CommonCause.objects.create(
        organisation_id=firm.id, kind="mail", key="netkracht.example", cause="ACT-MAILAUTH", found_at=timezone.now()
    )
    path, listed = f"/bedrijf/{firm.id}/samen/oorzaak/{card.id}/", f"/bedrijf/{firm.id}/samen/"
    assert "netkracht.example" in firm.owner.client().get(listed).content.decode()
    assert "samen vragen" in firm.owner.client().get(f"/bedrijf/{firm.id}/").content.decode()
    assert colleague(firm, Role.READER).client().post(path, {"doe": "vraag"}).status_code == 403
    assert park.firms[1].owner.client().post(path, {"doe": "vraag"}).status_code == 404
    foreign = f"/bedrijf/{park.firms[1].id}/samen/oorzaak/{card.id}/"
    assert park.firms[1].owner.client().post(foreign, {"doe": "vraag"}).status_code == 404
    assert colleague(firm, Role.MEMBER).client().post(path, {"doe": "vraag"}).status_code == 302
    assert "Je vraagt mee" in firm.owner.client().get(listed).content.decode()
    firm.owner.client().post(path, {"doe": "niet"})
    assert "netkracht.example" not in firm.owner.client().get(listed).content.decode()
    assert Event.objects.filter(subject_id=card.id, organisation_id=firm.id).count() == 2
