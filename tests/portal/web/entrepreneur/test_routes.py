"""Every page of a company, asked by everybody: strangers find nothing, lesser roles change nothing."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.portal.people import Bakery, bakery, shared
from tests.portal.results import BAKERY
from tests.portal.runs import done
from weerbaar.portal.config.urls import COMPANY
from weerbaar.portal.organisations.selectors import invitations_of
from weerbaar.portal.organisations.services.invite_colleague import invite_colleague
from weerbaar.portal.organisations.words import GrantScope, Role
from weerbaar.portal.scans.services.keep_result import keep_result
from weerbaar.portal.scans.services.manage_device import add_device

pytestmark = pytest.mark.django_db

# Who may send a form to each page: `work` owners and colleagues, `manage` owners, `read` everybody of the company.
# None: the page has no form. A new page that is not in this table fails the test below.
FORMS: dict[str, str | None] = {
    "overview": None,
    "basisscan": "work",
    "basisscan-part": "work",
    "question": "work",
    "answers": None,
    "basisscan-finish": "work",
    "emergency-card": "work",
    "company": "manage",
    "colleagues": "manage",
    "colleague": "manage",
    "invitation-withdraw": "manage",
    "leave": "read",
    "log": None,
    "domains": "manage",
    "domain": None,
    "domain-measure": "work",
    "domain-remove": "manage",
    "sharing": "manage",
    "see-what-they-see": None,
    "stop-sharing": "manage",
    "devices": "work",
    "device-code": "work",
    "device-withdraw": "work",
    "device-erase": "work",
    "proof": None,
    "proof-look": "manage",
    "proof-mail": "manage",
    "proof-agreement": "manage",
}
CONTENT = {
    "emergency-card": {"it_name": "Gekaapt"},
    "company": {"name": "Gekaapt"},
    "colleagues": {"email": "nieuw@mail.example", "role": "reader"},
    "colleague": {"role": "reader"},
    "question": {"answer": "yes"},
    "basisscan-part": {"BP1-01": "yes"},
    "domains": {"domain": "ander-domein.example"},
    "proof-mail": {"role_address": "info"},
    "sharing": {"scope": "level", "purpose": "Hulp", "until": "2027-06-01", "consent": "yes"},
    "proof-agreement": {"consent": "no"},
    "devices": {"label": "Laptop van de winkel"},
}


@pytest.fixture
def here() -> Bakery:
    made = bakery()
    _run, holder = done(BAKERY)
    keep_result(made.id, holder, actor=made.anna.person)
    invite_colleague(made.id, "dirk@mail.example", Role.READER, actor=made.anna.person)
    shared(made, GrantScope.LEVEL)
    add_device(made.id, "Laptop", actor=made.anna.person)
    return made


def routes() -> Iterator[URLPattern]:
    for pattern in COMPANY:
        assert isinstance(pattern, URLPattern)
        yield pattern


def own(here: Bakery, name: str) -> str:
    """The address of a page of the bakery, with ids that exist."""
    from django.utils import timezone

    from weerbaar.portal.organisations.grant_selectors import grants_of
    from weerbaar.portal.scans.device_selectors import devices_of
    from weerbaar.portal.scans.target_selectors import targets_of

    values: dict[str, object] = {
        "user_id": here.carla.user.id,
        "invitation_id": invitations_of(here.view(), timezone.now())[0].id,
        "grant_id": next(grant.id for grant in grants_of(here.view(), timezone.now())),
        "target_id": targets_of(here.view())[0].id,
        "device_id": devices_of(here.view(), timezone.now())[0].id,
        "question_id": "BP1-01",
        "principle": "risks",
    }
    pattern = next(item for item in routes() if item.name == name)
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={"organisation_id": here.id} | {key: values[key] for key in wanted})


def known() -> list[str]:
    return [str(pattern.name) for pattern in routes() if pattern.name in FORMS]


def test_every_page_of_a_company_is_in_the_table() -> None:
    from tests.portal.web.entrepreneur import test_routes_more

    names = {str(pattern.name) for pattern in routes()}
    assert names == set(FORMS) | set(test_routes_more.ELSEWHERE)


@pytest.mark.parametrize("name", known())
def test_nobody_gets_in_without_signing_in(here: Bakery, client: Client, name: str) -> None:
    for answer in (client.get(own(here, name)), client.post(own(here, name), CONTENT.get(name, {}))):
        assert answer.status_code in {302, 405}
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/account/login/?next=")


@pytest.mark.parametrize("name", known())
def test_a_stranger_finds_nothing(here: Bakery, name: str) -> None:
    client = here.otto.client()
    for answer in (client.get(own(here, name)), client.post(own(here, name), CONTENT.get(name, {}))):
        assert answer.status_code in {404, 405}
        assert "Deegrol" not in answer.content.decode()
    nowhere = own(here, name).replace(str(here.id), str(uuid.uuid4()))
    assert client.get(nowhere).status_code in {404, 405}


@pytest.mark.parametrize("name", known())
def test_a_lesser_role_reads_and_changes_nothing(here: Bakery, name: str) -> None:
    for who, rights in ((here.bram, {"read"}), (here.carla, {"read", "work"})):
        client = who.client()
        assert client.get(own(here, name)).status_code in {200, 405}
        answer = client.post(own(here, name), CONTENT.get(name, {}))
        if FORMS[name] is None:
            assert answer.status_code == 405
        elif FORMS[name] not in rights:
            assert answer.status_code == 403, name


@pytest.mark.parametrize("name", known())
def test_an_owner_gets_a_page_for_her_alone(here: Bakery, name: str) -> None:
    answer = here.anna.client().get(own(here, name))
    assert answer.status_code in {200, 405}
    if answer.status_code == 200:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Deegrol" in answer.content.decode()
