"""Each role of the product against each page, file and export of an area: who reads what, in one table.

The area is that of the story in its second year, so that every kind of object is there. An address that the table does not name,
or an object that the story does not have, fails.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.portal.people import somebody
from weerbaar.portal.accounts.models import User
from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.chapters.cooperation import everybody
from weerbaar.portal.serve.story.scenes import SCENES
from weerbaar.portal.serve.story.tell import moment_of, tell

pytestmark = pytest.mark.django_db
START = date(2024, 10, 1)

SEATS = ("manager", "guide", "municipality", "police", "fire_brigade", "water_board", "insurer")
STRANGERS = ("company on the area", "company elsewhere", "provider", "operator")
RUNNERS = ("manager", "guide")
ALL, NOBODY = SEATS, ()
# Water and fire brigade carry no more of this than police do; an insurer reads nothing of what companies reported.
NO_INSURER = tuple(role for role in SEATS if role != "insurer")
# Where not every seat reads: who does. Everybody else with a seat is told no (403); who has no seat finds nothing (404).
ONLY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("analysis", "analysis-edition", "analysis-pdf", "analysis-aspect", "park-participation"), NO_INSURER
    ),
    **dict.fromkeys(("park-incidents", "park-incidents-csv"), NO_INSURER),
    **dict.fromkeys(("area-boundary", "area-import", "area-establishment-new", "area-establishment"), RUNNERS),
    **dict.fromkeys(
        ("audit-ask", "biz-plan", "biz-ballot", "figures-import", "inspection-open311", "park-depths"), RUNNERS
    ),
    "park-purchase-new": ("manager",),
    # What burns or poisons, for those who come when it does: not even who runs the area.
    "park-goods": ("fire_brigade",),
}
# One report goes to the parties that it is routed to (and whoever runs the area): others with a seat find nothing.
ROUTED = {"park-incident": (*RUNNERS, "fire_brigade")}
# What the story has none of: nobody finds it, and who may not look is told so first.
MISSING: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("park-purchase", "agreement-scan-file", "safety-plan-priority", "inspection-photo"), ALL),
    "analysis-compare": NO_INSURER,
    "park-incident-photo": NO_INSURER,
    **dict.fromkeys(("area-facility", "park-depth"), RUNNERS),
    "figures-import-look": ALL,
    "survey-poster": ALL,  # of a survey that has ended
}
# The zone that is there runs: its plan leads back to it.
LED_ON = {"biz-plan"}
# For the phone: it says in its own way that somebody has to sign in.
OF_PHONE = {"inspection-sync-state", "inspection-sync-content", "walk-setup"}
QUERY = {"inspection-sync-state": "?inspection=00000000-0000-4000-8000-000000000000"}
# They take forms alone, and are read by nobody.
SENT_ONLY = {
    *(
        "park-seat-remove",
        "park-seat-withdraw",
        "park-seat-leave",
        "park-purchase-cancel",
        "park-newsletter",
        "kvo-pass",
    ),
    *("analysis-deed", "analysis-paper", "area-sheet", "area-boundary-undo", "area-list-undo", "figures-codes"),
    *("figures-paper", "figures-undo", "inspection-photo-erase", "inspection-sync-photo", "inspection-sync-point"),
    *("meeting-calendar", "survey-links"),
}


def of(label: str, **where: object) -> Callable[[], object]:
    """The id of an object of this table."""

    def find() -> object:
        found = apps.get_model(label).objects.filter(**where).values_list("id", flat=True).first()
        assert found is not None, f"the story has no {label} {where}"
        return found

    return find


FIND: Mapping[str, Callable[[], object]] = {
    "user_id": of("parks.ParkSeat", role="process_facilitator"),
    "measure_id": of("trajectories.Measure"),
    "meeting_id": of("meetings.Meeting", state="held"),
    "wave_id": of("surveys.Wave"),
    "edition_id": of("analyses.AnalysisEdition"),
    "inspection_id": of("inspections.Inspection"),
    "point_id": of("inspections.Point"),
    "incident_id": of("incidents.ParkIncident", kind="INC-FIRE"),
    "establishment_id": of("parks.Establishment", is_vacant=False),
    "audit_id": of("audits.Audit"),
    "certificate_id": of("audits.Certificate"),
    "kind": lambda: "covenant",
    "aspect": lambda: "crime",
    "template_id": lambda: "AGR-INTENT",
    "source": lambda: "police_year",
    "name": lambda: "index.html",
    "number": lambda: 1,
    "year": lambda: date.today().year,
    "sha256": lambda: "0" * 64,
    # Objects that the story does not have: an id of nobody. The address is refused before it is looked for.
    **dict.fromkeys(
        ("photo_id", "facility_id", "priority_id", "purchase_id", "invitation_id", "import_id", "scan_id"), uuid.uuid4
    ),
}


def routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of all addresses of an area, with the words in them."""

    def walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
        for one in patterns:
            path = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, path)
            elif path.startswith("terrein/<uuid:park_id>"):
                words = tuple(part.split(">")[0].split(":")[1] for part in path.split("<")[1:])
                yield str(one.name), words

    return walk(get_resolver().url_patterns)


def people(cast: Cast) -> dict[str, Client]:
    """A browser for each role."""
    insurer = somebody("insurer")
    ParkSeat.objects.create(
        park_id=cast.park_id, user=insurer.user, role=ParkRole.PARTNER.value, party=PartnerKind.INSURER.value
    )
    users = {
        "manager": cast.manager.user_id,
        "guide": cast.guide.user_id,
        **{
            party: cast.partners[PartnerKind(party)].user_id
            for party in ("municipality", "police", "fire_brigade", "water_board")
        },
        "insurer": insurer.user.id,
        "company on the area": cast.firms[0].owner.user_id,
        "company elsewhere": somebody("elsewhere").user.id,
        "provider": somebody("provider").user.id,
        "operator": somebody("operator").user.id,
    }
    browsers = {}
    for role, user_id in users.items():
        browsers[role] = Client(raise_request_exception=False)
        browsers[role].force_login(User.objects.get(id=user_id))
    return browsers


def expected(name: str, role: str) -> int:
    """What the table says."""
    if name in SENT_ONLY:
        return 405
    if role == "visitor":
        return 401 if name in OF_PHONE else 302
    if role in STRANGERS:
        return 404
    if name in MISSING:
        return 404 if role in MISSING[name] else 403
    if name in ROUTED:
        return 200 if role in ROUTED[name] else 403 if role == "insurer" else 404
    if role not in ONLY.get(name, ALL):
        return 403
    return 302 if name in LED_ON else 200


def test_each_role_reads_what_the_table_says_and_nothing_else() -> None:
    cast = tell(SCENES, everybody, START, until=moment_of(START, 24, 1))
    browsers = {**people(cast), "visitor": Client()}
    wrong, seen = [], 0
    for name, words in routes():
        address = reverse(name, kwargs={word: cast.park_id if word == "park_id" else FIND[word]() for word in words})
        for role, browser in browsers.items():
            got, wanted = browser.get(address + QUERY.get(name, "")).status_code, expected(name, role)
            seen += 1
            if got != wanted:
                wrong.append(f"{name}: {role} got {got}, and the table says {wanted}")
    assert wrong == []
    assert seen > 1200


def test_every_address_that_the_table_names_is_there() -> None:
    named = {*ONLY, *ROUTED, *MISSING, *LED_ON, *OF_PHONE, *QUERY, *SENT_ONLY}
    assert named - {name for name, _ in routes()} == set()
