"""Who sees what: every role against every kind of report, and a suspicion that leaves nothing behind."""

import uuid
from itertools import product

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from tests.portal.incidents.reports import BURGLARY, RANSOM, SUSPICION, Place, form, place
from tests.portal.isolation.logs import log_lines
from tests.portal.people import somebody
from weerbaar.portal.incidents.policies import sight_of_one, sight_of_reports
from weerbaar.portal.incidents.read_routing import KeptBy, load_routing
from weerbaar.portal.incidents.selectors import incident_of, incidents_of
from weerbaar.portal.incidents.services.report_incident import note_security_incident
from weerbaar.portal.incidents.words import Sight
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.web.letters.incident_news import tell_area

pytestmark = pytest.mark.django_db
NOTHING_KEPT = [kind.id for kind in load_routing().kinds.values() if kind.kept_by is KeptBy.NOTHING]


@pytest.fixture
def here() -> Place:
    return place()


def test_a_party_sees_only_what_is_routed_to_it() -> None:
    kept = [kind for kind in load_routing().kinds.values() if kind.kept_by is KeptBy.AREA]
    assert len(kept) == 13
    for party, kind in product(PartnerKind, kept):
        sight = sight_of_one(ParkRole.PARTNER, party, kind.route)
        if party is PartnerKind.INSURER:
            assert sight is Sight.NOTHING
        else:
            assert sight is (Sight.ROUTED if party in kind.route else Sight.TOTALS), (party, kind.id)


@pytest.mark.parametrize("role", [ParkRole.PARK_MANAGER, ParkRole.PROCESS_FACILITATOR])
def test_who_runs_the_area_sees_all(role: ParkRole) -> None:
    assert sight_of_reports(role, None) is Sight.ALL


def test_a_partner_without_a_party_sees_nothing() -> None:
    assert sight_of_reports(ParkRole.PARTNER, None) is Sight.NOTHING


def test_the_manager_sees_no_name_unless_the_company_says_so(here: Place) -> None:
    hidden, said = here.report(), here.report(says_who=True)
    assert incident_of(here.area.manager, here.park_id, hidden).company == ""
    assert incident_of(here.area.pim.person, here.park_id, said).company == "Bakkerij Deegrol"
    police = incident_of(here.area.at(PartnerKind.POLICE), here.park_id, said)
    assert (police.company, police.damage, police.lesson, police.police_told) == ("", None, "", None)


def test_each_seat_sees_its_own_reports(here: Place) -> None:
    burglary, fire = here.report(BURGLARY), here.report("INC-FIRE")
    seen = {
        PartnerKind.POLICE: {burglary},
        PartnerKind.FIRE_BRIGADE: {fire},
        PartnerKind.MUNICIPALITY: set(),
        PartnerKind.ASSOCIATION: set(),
        PartnerKind.WATER_BOARD: set(),
    }
    for party, expected in seen.items():
        _sight, items = incidents_of(here.area.at(party), here.park_id)
        assert {item.id for item in items} == expected, party
    for person in (here.area.manager, here.area.pim.person):
        assert {item.id for item in incidents_of(person, here.park_id)[1]} == {burglary, fire}
    with pytest.raises(ParkNotAllowed):
        incidents_of(here.area.at(PartnerKind.INSURER), here.park_id)
    for stranger in (here.area.outsider, here.bakery.otto, here.bakery.anna):
        with pytest.raises(NoSuchPark):
            incidents_of(stranger.person, here.park_id)


def pages(here: Place, made: uuid.UUID) -> list[str]:
    room = f"/terrein/{here.park_id}/incidenten"
    return [f"{room}/", f"{room}.csv", f"{room}/{made}/", f"{room}/{made}/foto/"]


@pytest.mark.parametrize(
    ("party", "answers"),
    [
        (PartnerKind.POLICE, (200, 200, 200, 404)),
        (PartnerKind.MUNICIPALITY, (200, 200, 404, 404)),
        (PartnerKind.ASSOCIATION, (200, 200, 404, 404)),
        (PartnerKind.INSURER, (403, 403, 403, 403)),
    ],
)
def test_the_pages_say_the_same(here: Place, party: PartnerKind, answers: tuple[int, ...]) -> None:
    made = here.report(street="Zeer geheime hoek")
    client = here.area.partners[party].client()
    found = [client.get(page) for page in pages(here, made)]
    assert tuple(answer.status_code for answer in found) == answers
    shows = any("Zeer geheime hoek" in answer.content.decode() for answer in found)
    assert shows is (party is PartnerKind.POLICE)


def test_a_stranger_finds_none_of_them_and_a_company_neither(here: Place) -> None:
    made = here.report()
    for who in (here.area.outsider, here.bakery.otto, here.bakery.anna):
        assert {who.client().get(page).status_code for page in pages(here, made)} == {404}
    assert {Client().get(page).status_code for page in pages(here, made)} == {302}


def test_a_digital_incident_is_seen_by_the_company_and_by_nobody_else(here: Place) -> None:
    made = note_security_incident(
        here.bakery.id, RANSOM, form(lesson="Kopie stond in hetzelfde netwerk"), actor=here.bakery.anna.person
    )
    assert tell_area(made) == 0
    own = f"/bedrijf/{here.bakery.id}/meldingen/"
    assert "Kopie stond in hetzelfde netwerk" in here.bakery.bram.client().get(own).content.decode()
    assert here.bakery.otto.client().get(own).status_code == 404
    for who in (here.area.chaima, here.area.pim, *here.area.partners.values()):
        for page in pages(here, made):
            assert "Kopie stond" not in who.client().get(page).content.decode()


def test_a_letter_goes_to_who_runs_the_area_and_to_the_routed_party_and_names_nobody(here: Place) -> None:
    made = here.report(says_who=True)
    assert tell_area(made) == 3
    assert {letter.to[0] for letter in mail.outbox} == {
        "chaima@mail.example",
        "pim@mail.example",
        "police@mail.example",
    }
    for letter in mail.outbox:
        assert "Meerpaal 4" in letter.body
        assert "Deegrol" not in letter.body + letter.subject
        assert "sterk slot" not in letter.body


def everything() -> dict[str, list[str]]:
    """All that stands in the database, whatever app it is of."""
    return {
        model._meta.db_table: sorted(repr(row) for row in model._default_manager.values_list())
        for model in apps.get_models()
    }


@pytest.mark.parametrize("kind", NOTHING_KEPT)
def test_a_suspicion_leaves_no_trace(here: Place, kind: str) -> None:
    client = here.bakery.anna.client()
    start = f"/bedrijf/{here.bakery.id}/melden/"
    client.get(start)  # the session that signing in made is there before
    before, mailed = everything(), len(mail.outbox)
    with log_lines() as lines:
        shown = client.get(start)
        asked = client.get(f"{start}{kind}/")
        sent = client.post(
            f"{start}{kind}/", {"street": "Loods achteraan", "lesson": "vreemde lucht", "damage": "none"}
        )
    assert (shown.status_code, asked.status_code, sent.status_code) == (200, 404, 404)
    assert load_routing().kinds[kind].name["nl"] in shown.content.decode()
    assert everything() == before
    assert len(mail.outbox) == mailed
    text = "\n".join(lines)
    assert "incident-start" in text
    for trace in (
        kind,
        "Loods",
        "lucht",
        str(here.bakery.id),
        str(here.bakery.anna.person.user_id),
        "anna",
        "127.0.0.1",
    ):
        assert trace not in text
    assert not sent.cookies


def test_to_open_a_kind_asks_nothing_of_us(here: Place) -> None:
    page = here.bakery.anna.client().get(f"/bedrijf/{here.bakery.id}/melden/").content.decode()
    kept = [kind for kind in load_routing().kinds.values() if kind.kept_by is not KeptBy.NOTHING]
    assert page.count('<details class="acc" name="kind">') == len(load_routing().kinds)
    assert all(f"/melden/{kind.id}/" in page for kind in kept)
    assert not any(f"/melden/{kind}/" in page for kind in NOTHING_KEPT)
    assert SUSPICION not in page


def test_somebody_who_gave_the_seat_back_sees_nothing_any_more(here: Place) -> None:
    made = here.report()
    late = somebody("laat")
    assert late.client().get(pages(here, made)[2]).status_code == 404
