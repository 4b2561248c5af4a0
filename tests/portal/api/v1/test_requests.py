"""A provider's program sees and does with requests what its people can on their pages."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.api.callers import Program, assert_problem, program_of
from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.audit.models import Event
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.provider_selectors import inbox_of, request_of
from weerbaar.portal.quotes.words import RequestState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Asked:
    return asked()


@pytest.fixture
def program(world: Asked) -> Program:
    return program_of(world.dirk, world.provider.organisation_id)


def test_the_list_is_the_inbox_of_the_people(world: Asked, program: Program) -> None:
    told = program.get("/requests").json()
    (line,) = inbox_of(world.by_dirk)
    assert told["total"] == 1 and told["page"] == 1
    (row,) = told["items"]
    assert row["id"] == str(line.invitation_id) == str(world.invitation.id)
    assert row["titles"] == list(line.titles) and row["deadline"] == line.deadline.isoformat()
    assert row["is_opened"] is False


def test_a_page_after_the_last_is_empty_and_a_page_of_none_is_refused(program: Program) -> None:
    assert program.get("/requests", page=2).json()["items"] == []
    assert_problem(program.get("/requests", per_page=0), 422, "invalid")
    assert_problem(program.get("/requests", per_page=201), 422, "invalid")
    assert_problem(program.get("/requests", page="x"), 422, "invalid")


def test_a_request_in_full_tells_nothing_of_who_asks(world: Asked, program: Program) -> None:
    response = program.get(f"/requests/{world.invitation.id}")
    told = response.json()
    seen = request_of(world.invitation.id, world.by_dirk)
    assert [action["id"] for action in told["actions"]] == [str(action.id) for action in seen.actions]
    assert told["message"] == seen.message and told["contact"] is None
    for secret in ("Deegrol", "deegrol", str(world.here.id), "anna"):
        assert secret not in response.content.decode()


def test_the_first_look_is_remembered_as_on_the_page(world: Asked, program: Program) -> None:
    program.get(f"/requests/{world.invitation.id}")
    assert RequestInvitation.objects.get(id=world.invitation.id).opened_at is not None
    assert Event.objects.filter(word="provider:request:open", actor_id=world.dirk.user.id).count() == 1


def test_contact_is_shown_once_the_company_allows_it(world: Asked, program: Program) -> None:
    RequestInvitation.objects.filter(id=world.invitation.id).update(contact_at=timezone.now())
    contact = program.get(f"/requests/{world.invitation.id}").json()["contact"]
    assert contact["company"] == "Bakkerij Deegrol" and contact["email"] == "anna@mail.example"


def test_the_invitation_of_another_provider_does_not_exist(world: Asked, program: Program) -> None:
    for other in (world.other_invitation.id, world.link_invitation.id, uuid.uuid4()):
        assert_problem(program.get(f"/requests/{other}"), 404, "not-found")
        assert_problem(program.post(f"/requests/{other}/questions", {"text": "Wanneer?"}), 404, "not-found")
        assert_problem(program.post(f"/requests/{other}/decline", {"reason": "Te druk"}), 404, "not-found")
    assert RequestQuestion.objects.count() == 0


def test_a_withdrawn_request_is_gone(world: Asked, program: Program) -> None:
    QuoteRequest.objects.update(state=RequestState.WITHDRAWN.value, ended_at=timezone.now())
    assert assert_problem(program.get(f"/requests/{world.invitation.id}"), 410, "gone")["detail"] == "withdrawn"


def test_a_question_is_asked_in_the_name_of_who_made_the_token(world: Asked, program: Program) -> None:
    response = program.post(f"/requests/{world.invitation.id}/questions", {"text": "Wie beheert de naam?"})
    assert response.status_code == 201
    row = RequestQuestion.objects.get(id=response.json()["id"])
    assert row.text == "Wie beheert de naam?" and row.invitation_id == world.invitation.id
    event = Event.objects.get(word="provider:question:ask")
    assert (event.actor_id, event.organisation_id) == (world.dirk.user.id, world.here.id)


def test_declining_wants_a_reason_and_happens_once(world: Asked, program: Program) -> None:
    path = f"/requests/{world.invitation.id}/decline"
    assert_problem(program.post(path, {}), 422, "invalid")
    assert_problem(program.post(path, {"reason": "   "}), 422, "refused")
    assert program.post(path, {"reason": "Te druk"}).json() == {"state": "declined"}
    assert world.state() == "declined"
    assert_problem(program.post(path, {"reason": "Te druk"}), 409, "not-possible-now")


def test_what_a_database_cannot_keep_is_refused_before_it_gets_there(world: Asked, program: Program) -> None:
    path = f"/requests/{world.invitation.id}/questions"
    for raw in (b'{"text": "a\\u0000b"}', b'{"text": "\\ud800"}', b'{"text": 5}', b'{"text": ""}'):
        assert_problem(program.post(path, raw=raw), 422, "invalid")
    for raw in (b"{", b"\xff\xfe", b""):
        assert program.post(path, raw=raw).status_code in {400, 422}
    assert RequestQuestion.objects.count() == 0


def _quote(world: Asked, **fields: object) -> dict[str, object]:
    until = timezone.localdate(world.request.deadline) + timedelta(days=30)
    line = {"requested_id": str(world.requested().id), "scope": "Regel zetten", "price_cents": 42_000}
    return {"lines": [line], "valid_until": until.isoformat(), **fields}


def test_a_quote_is_submitted_listed_and_withdrawn(world: Asked, program: Program) -> None:
    made = program.post(f"/requests/{world.invitation.id}/quotes", _quote(world))
    assert made.status_code == 201 and world.state() == "quoted"
    (listed,) = program.get("/quotes").json()["items"]
    assert listed["id"] == made.json()["id"] and listed["total_cents"] == 42_000 and listed["state"] == "submitted"
    assert program.post(f"/quotes/{made.json()['id']}/withdraw").json() == {"state": "withdrawn"}
    assert world.quotes() == [(1, "withdrawn")]
    assert_problem(program.post(f"/quotes/{made.json()['id']}/withdraw"), 409, "not-possible-now")


def test_a_quote_that_cannot_be_says_what_and_where(world: Asked, program: Program) -> None:
    path = f"/requests/{world.invitation.id}/quotes"
    bad_vat = {"requested_id": str(world.requested(BACKUP).id), "scope": "x", "price_cents": 1, "vat_percent": 7}
    told = assert_problem(program.post(path, _quote(world, lines=[bad_vat])), 422, "refused")
    assert told["errors"] == [{"at": [bad_vat["requested_id"]], "message": "bad-vat"}]
    told = assert_problem(program.post(path, _quote(world, lines=[])), 422, "invalid")
    assert told["errors"][0]["at"][-1] == "lines"
    assert_problem(program.post(path, _quote(world, replaces=3)), 422, "refused")
    assert Quote.objects.count() == 0


def test_a_reader_of_the_provider_cannot_act_even_with_an_old_token(world: Asked, program: Program) -> None:
    from weerbaar.portal.organisations.models import Membership

    Membership.objects.filter(user=world.dirk.user, organisation_id=world.provider.organisation_id).update(
        role="reader"
    )
    assert program.get("/requests").status_code == 200
    assert_problem(program.post(f"/requests/{world.invitation.id}/quotes", _quote(world)), 403, "not-allowed")


def test_each_call_wants_its_own_scope(world: Asked) -> None:
    """The whole matrix: every call with each single scope."""
    nowhere = uuid.uuid4()
    calls = {
        ("GET", "/requests"): Scope.REQUESTS_READ,
        ("GET", f"/requests/{nowhere}"): Scope.REQUESTS_READ,
        ("GET", f"/requests/{nowhere}/attachments/{nowhere}"): Scope.REQUESTS_READ,
        ("POST", f"/requests/{nowhere}/questions"): Scope.REQUESTS_ANSWER,
        ("POST", f"/requests/{nowhere}/decline"): Scope.REQUESTS_ANSWER,
        ("GET", "/quotes"): Scope.QUOTES_READ,
        ("POST", f"/requests/{nowhere}/quotes"): Scope.QUOTES_WRITE,
        ("POST", f"/quotes/{nowhere}/withdraw"): Scope.QUOTES_WRITE,
        ("GET", "/orders"): Scope.ORDERS_READ,
        ("GET", f"/orders/{nowhere}"): Scope.ORDERS_READ,
        ("POST", f"/lines/{nowhere}/start"): Scope.ORDERS_WRITE,
        ("POST", f"/lines/{nowhere}/deliver"): Scope.ORDERS_WRITE,
    }
    for scope in Scope:
        program = program_of(world.dirk, world.provider.organisation_id, [scope])
        for (method, path), wanted in calls.items():
            response = program.get(path) if method == "GET" else program.post(path)
            if scope is wanted:
                assert response.status_code in {200, 404, 422}, (scope, method, path)
            else:
                assert assert_problem(response, 403, "scope-missing")["detail"] == wanted.value
