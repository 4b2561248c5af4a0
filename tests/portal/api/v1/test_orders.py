"""A provider's program reads work orders and tells that work began and is done; a measurement decides the rest."""

import uuid

import pytest

from tests.portal.api.callers import assert_problem, program_of
from tests.portal.people import somebody
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider, ordered
from weerbaar.portal.audit.models import Event

pytestmark = pytest.mark.django_db


def test_orders_are_listed_and_read_with_what_can_be_done() -> None:
    here = ordered(MAIL, BACKUP)
    program = program_of(here.dirk, here.provider.organisation_id)
    (row,) = program.get("/orders").json()["items"]
    assert row["number"] == here.order.number and row["total_cents"] == 84_000
    told = program.get(f"/orders/{here.order.id}").json()
    assert told["company"] == "Bakkerij Deegrol"
    assert {line["cause"]: line["state"] for line in told["lines"]} == {MAIL: "ordered", BACKUP: "ordered"}
    assert all("start" in line["can"] and "deliver" in line["can"] for line in told["lines"])


def test_work_is_started_and_delivered_and_not_verified_by_that() -> None:
    here = ordered(MAIL)
    program, line = program_of(here.dirk, here.provider.organisation_id), here.line().id
    assert program.post(f"/lines/{line}/start").json() == {"state": "in-progress"}
    assert_problem(program.post(f"/lines/{line}/start"), 409, "not-possible-now")
    told = program.post(f"/lines/{line}/deliver", {"text": "DMARC staat"}).json()
    assert told == {"state": "delivered", "is_measured": True}
    assert here.line().state == "delivered" and here.line().solved_at is None
    assert Event.objects.filter(actor="provider", actor_id=here.dirk.user.id, subject_id=line).count() == 2


def test_the_orders_of_another_provider_do_not_exist() -> None:
    here = ordered(MAIL)
    eva = somebody("eva")
    program = program_of(eva, a_provider(eva, "Bitwacht").organisation_id)
    assert program.get("/orders").json()["items"] == []
    for order, line in ((here.order.id, here.line().id), (uuid.uuid4(), uuid.uuid4())):
        assert_problem(program.get(f"/orders/{order}"), 404, "not-found")
        assert_problem(program.post(f"/lines/{line}/start"), 404, "not-found")
        assert_problem(program.post(f"/lines/{line}/deliver"), 404, "not-found")
    assert here.line().state == "ordered"
