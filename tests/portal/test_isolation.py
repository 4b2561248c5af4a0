"""Nobody reads or changes anything of a company that is not theirs: everybody asks for every address of a generated world.

Each test of the second half plants a leak, and the crawl finds it.
"""

import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.portal.isolation.addresses import routes, unclassified
from tests.portal.isolation.crawl import Report, crawl
from tests.portal.isolation.logs import log_lines
from tests.portal.isolation.marks import Field
from tests.portal.isolation.rows import digest_of, tables
from tests.portal.isolation.world import World, make_world
from weerbaar.portal.action_plans.models import Handover
from weerbaar.portal.organisations.grant_selectors import Shared
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.selectors import view_of
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.web.entrepreneur import domains, member_page, sharing
from weerbaar.portal.web.public import about

pytestmark = pytest.mark.django_db
SEED = 20261124
# A mark that nobody reads was put where no page shows it, and proves nothing.
SHOWN = {where for where in Field if where is not Field.ID}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once, for all tests here; the end of the module undoes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(SEED)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(world: World) -> tuple[Report, list[str]]:
    """Everybody has asked for every page, and what stood in the log meanwhile."""
    with log_lines() as lines:
        return crawl(world), lines


@pytest.fixture(scope="module")
def sent(world: World) -> tuple[Report, list[str]]:
    """Everybody has sent every form, and what stood in the log meanwhile."""
    with log_lines() as lines:
        return crawl(world, forms=True), lines


def test_every_address_and_every_table_is_known() -> None:
    assert unclassified() == set()
    assert len(routes()) > 100
    assert len(tables()) > 18


def test_nobody_reads_what_is_not_theirs(read: tuple[Report, list[str]]) -> None:
    report, _lines = read
    assert summary(report) == []
    assert report.shown > 300


def test_what_was_hidden_is_read_by_those_whose_it_is(world: World, read: tuple[Report, list[str]]) -> None:
    report, _lines = read
    assert {mark.where for mark in report.seen} >= SHOWN
    assert {mark.company for mark in report.seen} >= {"bakery", "garage"}


def test_nobody_changes_what_is_not_theirs(sent: tuple[Report, list[str]]) -> None:
    report, _lines = sent
    assert summary(report) == []
    assert report.letters > 10
    assert report.changed > 50


def test_the_log_holds_no_name_and_no_secret(
    world: World, read: tuple[Report, list[str]], sent: tuple[Report, list[str]]
) -> None:
    lines = [*read[1], *sent[1]]
    assert len(lines) > 1000
    ids = world.marks.among(["bakery", "garage"], Field.ID)
    assert {str(mark) for mark in world.marks.found_in(lines) - ids} == set()
    assert [line for line in lines if "@" in line.replace("…@…", "")] == []


def test_a_grant_that_shows_more_than_its_scope_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shared, "shows_everything", True)
    report = crawl(world, only={"received-one"})
    assert any("shows domain name of" in fault for fault in report.faults)


def test_a_company_that_lets_strangers_in_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def anybody(_person: object, organisation_id: uuid.UUID) -> object:
        return view_of(Organisation.objects.get(id=organisation_id), Role.READER)

    monkeypatch.setattr(member_page, "organisation_of", anybody)
    report = crawl(world, only={"emergency-card-pdf"})
    assert any("by outsider: shows emergency card of bakery" in fault for fault in report.faults)


def test_a_domain_that_is_found_by_its_id_alone_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    right = domains.target_of

    def any_target(view: Any, target_id: uuid.UUID) -> object:
        for company in world.results:
            if target_id in company.ids["target_id"]:
                return right(view_of(Organisation.objects.get(id=company.id), Role.OWNER), target_id)
        return right(view, target_id)

    monkeypatch.setattr(domains, "target_of", any_target)
    report = crawl(world, only={"domain-remove"})
    assert any("by owner of garage: shows domain name of bakery" in fault for fault in report.faults)


def test_a_service_that_changes_another_company_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(_organisation_id: uuid.UUID, grant_id: uuid.UUID, *, actor: object) -> None:
        Grant.objects.filter(id=grant_id).update(withdrawn_at=timezone.now())

    monkeypatch.setattr(sharing, "withdraw_grant", careless)
    before = digest_of(world.company("bakery").id)
    report = crawl(world, forms=True, only={"stop-sharing"})
    assert any("by owner of garage changed bakery" in fault for fault in report.faults)
    assert any("by reader of bakery changed bakery" in fault for fault in report.faults)
    assert digest_of(world.company("bakery").id) == before


def test_a_page_that_breaks_is_found_and_its_path_stays_out_of_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError(Handover.objects.filter(organisation_id=world.company("bakery").id).count())

    monkeypatch.setattr("weerbaar.portal.web.supplier.tasks.tasks_of", broken)
    with log_lines() as lines:
        report = crawl(world, only={"handover"})
    assert any("GET handover by anonymous: 500 RuntimeError" in fault for fault in report.faults)
    assert any("/overdracht/…/" in line for line in lines)
    assert world.marks.found_in(lines) == set()


def test_a_name_in_the_log_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def talkative(*given: Any, **named: Any) -> Any:
        logging.getLogger("weerbaar.portal.web").info("shown: %s", world.company("bakery").domains[0])
        return right(*given, **named)

    right = about.render
    monkeypatch.setattr(about, "render", talkative)
    with log_lines() as lines:
        crawl(world, only={"about"})
    assert {mark.where for mark in world.marks.found_in(lines)} == {Field.DOMAIN}


def summary(report: Report) -> list[str]:
    """Each fault once."""
    return sorted(set(report.faults))
