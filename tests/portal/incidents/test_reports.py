"""A report: kept with what may be kept, corrected, withdrawn within the hour, taken up, closed, and counted."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from tests.portal.incidents.reports import BURGLARY, RANSOM, SUSPICION, Place, form, place
from weerbaar.portal.audit.models import Event
from weerbaar.portal.incidents.errors import (
    ContactFault,
    ContactRefused,
    IncidentFault,
    IncidentRefused,
    NoSuchIncident,
)
from weerbaar.portal.incidents.models import AreaContact, ParkIncident, SecurityIncident
from weerbaar.portal.incidents.own_selectors import own_incident, whom_to_call
from weerbaar.portal.incidents.selectors import incident_totals, letter_of
from weerbaar.portal.incidents.services.handle_incident import close_incident, take_incident
from weerbaar.portal.incidents.services.report_incident import (
    MOST_A_DAY,
    Photo,
    correct_incident,
    erase_security_incident,
    note_security_incident,
    report_incident,
    withdraw_incident,
)
from weerbaar.portal.incidents.services.write_contact import ContactForm, remove_contact, write_contact
from weerbaar.portal.incidents.words import IncidentState
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def picture() -> bytes:
    into = io.BytesIO()
    taken = Image.new("RGB", (8, 8), "grey")
    about = Image.Exif()
    about[0x010F], about[0x8825] = "Camera of somebody", {1: "N"}
    taken.save(into, "JPEG", exif=about)
    return into.getvalue()


def test_a_report_is_kept_and_stands_in_the_log_without_its_kind(here: Place) -> None:
    row = ParkIncident.objects.get(id=here.report())
    assert (row.kind, row.street, row.police_told, row.says_who) == (BURGLARY, "Meerpaal 4", True, False)
    event = Event.objects.get(word="person:incident:report")
    assert (event.organisation_id, event.details) == (here.bakery.id, {})


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"happened_on": None}, IncidentFault.NO_DAY),
        ({"happened_on": date(2999, 1, 1)}, IncidentFault.DAY_AHEAD),
        ({"street": "  "}, IncidentFault.NO_STREET),
        ({"street": "busje 12-ABC-3"}, IncidentFault.TELLS_WHO),
        ({"damage": None}, IncidentFault.NO_DAMAGE),
        ({"lesson": "Het was Piet Jansen"}, IncidentFault.TELLS_WHO),
        ({"lesson": "x" * 201}, IncidentFault.TOO_LONG),
        ({"photo": Photo(b"no picture", 10, True)}, IncidentFault.NO_PHOTO),
        ({"photo": Photo(b"%PDF-1.7", 8, True)}, IncidentFault.NO_PHOTO),
        ({"photo": Photo(picture(), len(picture()), False)}, IncidentFault.PEOPLE_IN_PHOTO),
        ({"photo": Photo(b"\xff\xd8\xff", 99_000_000, True)}, IncidentFault.PHOTO_TOO_LARGE),
    ],
)
def test_what_cannot_be_kept_is_refused(here: Place, told: dict[str, Any], fault: IncidentFault) -> None:
    with pytest.raises(IncidentRefused) as refused:
        here.report(**told)
    assert refused.value.fault is fault
    assert not ParkIncident.objects.exists()


@pytest.mark.parametrize("kind", [SUSPICION, RANSOM, "INC-NOTHING"])
def test_a_kind_that_the_area_does_not_keep_is_refused(here: Place, kind: str) -> None:
    with pytest.raises(IncidentRefused) as refused:
        here.report(kind)
    assert refused.value.fault is IncidentFault.NO_SUCH_KIND


def test_a_photo_is_kept_without_where_and_when_it_was_made(here: Place) -> None:
    made = picture()
    row = ParkIncident.objects.get(id=here.report(photo=Photo(made, len(made), True)))
    assert b"Camera" in made
    assert b"Camera" not in bytes(row.photo)
    assert dict(Image.open(io.BytesIO(bytes(row.photo))).getexif()) == {}


def test_only_who_takes_part_reports_and_a_reader_does_not(here: Place) -> None:
    with pytest.raises(IncidentRefused) as refused:
        report_incident(here.bakery.otto_id, here.park_id, BURGLARY, form(), actor=here.bakery.otto.person)
    assert refused.value.fault is IncidentFault.NO_AREA
    with pytest.raises(NotAllowed):
        report_incident(here.bakery.id, here.park_id, BURGLARY, form(), actor=here.bakery.bram.person)


def test_nobody_floods_an_area(here: Place) -> None:
    for _ in range(MOST_A_DAY):
        here.report()
    with pytest.raises(IncidentRefused) as refused:
        here.report()
    assert refused.value.fault is IncidentFault.TOO_MANY
    anna = here.bakery.anna.person
    for _ in range(MOST_A_DAY):
        note_security_incident(here.bakery.id, RANSOM, form(), actor=anna)
    with pytest.raises(IncidentRefused):
        note_security_incident(here.bakery.id, RANSOM, form(), actor=anna)
    later = timezone.now() + timedelta(days=1, minutes=1)
    assert note_security_incident(here.bakery.id, RANSOM, form(), actor=anna, now=later)


def test_a_report_is_withdrawn_within_the_hour_and_gone(here: Place) -> None:
    made, now = here.report(), timezone.now()
    anna = here.bakery.anna.person
    with pytest.raises(IncidentRefused) as refused:
        withdraw_incident(here.bakery.id, made, actor=anna, now=now + timedelta(minutes=61))
    assert refused.value.fault is IncidentFault.TOO_LATE
    withdraw_incident(here.bakery.id, made, actor=anna, now=now + timedelta(minutes=59))
    assert not ParkIncident.objects.exists()


def test_a_report_is_corrected_until_the_area_closes_it(here: Place) -> None:
    made, anna = here.report(), here.bakery.anna.person
    correct_incident(here.bakery.id, made, form(street="Meerpaal 6", says_who=True), actor=anna)
    row = ParkIncident.objects.get()
    assert (row.street, row.says_who) == ("Meerpaal 6", True)
    close_incident(here.park_id, made, "Het slot is vervangen", actor=here.area.manager)
    with pytest.raises(IncidentRefused) as refused:
        correct_incident(here.bakery.id, made, form(), actor=anna)
    assert refused.value.fault is IncidentFault.CLOSED
    with pytest.raises(NoSuchIncident):
        correct_incident(here.bakery.otto_id, made, form(), actor=here.bakery.otto.person)


def test_a_party_takes_it_up_once_and_closes_it_with_what_was_done(here: Place) -> None:
    made, police = here.report(), here.area.at(PartnerKind.POLICE)
    take_incident(here.park_id, made, actor=police)
    with pytest.raises(IncidentRefused):
        take_incident(here.park_id, made, actor=here.area.manager)
    for done, fault in (("", IncidentFault.NOT_SAID), ("Piet Jansen is aangehouden", IncidentFault.TELLS_WHO)):
        with pytest.raises(IncidentRefused) as refused:
            close_incident(here.park_id, made, done, actor=police)
        assert refused.value.fault is fault
    close_incident(here.park_id, made, "Extra rondes in de avond", actor=police)
    told = own_incident(here.bakery.view(), made, timezone.now())
    assert (told.state, told.taken_up_by, told.done) == (IncidentState.CLOSED, "police", "Extra rondes in de avond")
    with pytest.raises(IncidentRefused):
        close_incident(here.park_id, made, "Nog eens", actor=police)


def test_a_digital_incident_is_kept_for_the_company_alone(here: Place) -> None:
    made = note_security_incident(here.bakery.id, RANSOM, form(), actor=here.bakery.anna.person)
    assert SecurityIncident.objects.get().kind == RANSOM
    assert not ParkIncident.objects.exists()
    assert letter_of(made) is None
    assert incident_totals(here.park_id, date(2000, 1, 1), date(2100, 1, 1)).number == 0
    with pytest.raises(NoSuchIncident):
        erase_security_incident(here.bakery.otto_id, made, actor=here.bakery.otto.person)
    erase_security_incident(here.bakery.id, made, actor=here.bakery.anna.person)
    assert not SecurityIncident.objects.exists()


@pytest.mark.parametrize("kind", [SUSPICION, BURGLARY])
def test_only_digital_kinds_are_noted_for_the_company(here: Place, kind: str) -> None:
    with pytest.raises(IncidentRefused):
        note_security_incident(here.bakery.id, kind, form(), actor=here.bakery.anna.person)


def test_totals_count_by_kind_subject_month_and_per_hundred_establishments(here: Place) -> None:
    for number in range(40):
        Establishment.objects.create(park=here.area.park, name=f"Bedrijf {number}", is_vacant=number >= 20)
    for kind, day in ((BURGLARY, date(2026, 3, 1)), (BURGLARY, date(2026, 3, 31)), ("INC-FIRE", date(2026, 4, 1))):
        here.report(kind, happened_on=day)
    totals = incident_totals(here.park_id, date(2026, 3, 1), date(2026, 3, 31))
    assert (totals.number, totals.by_kind, totals.by_aspect) == (2, {BURGLARY: 2}, {"crime": 2})
    assert (totals.establishments, totals.per_hundred) == (20, 10.0)
    year = incident_totals(here.park_id, date(2026, 1, 1), date(2026, 12, 31))
    assert year.by_month == {"2026-03": 2, "2026-04": 1}
    assert sum(year.by_kind.values()) == sum(year.by_street.values()) == year.number == 3


def test_the_area_fills_in_a_number_and_companies_see_it(here: Place) -> None:
    def told() -> str:
        kinds = {item.kind.id: item for item in whom_to_call(here.bakery.view())}
        return kinds["INC-SPACE"].first.phone

    today = timezone.localdate()
    assert told() == ""
    write_contact(here.park_id, "CT-MUNICIPALITY", ContactForm("0413 123 456", today), actor=here.area.manager)
    assert told() == "0413 123 456"
    remove_contact(here.park_id, "CT-MUNICIPALITY", actor=here.area.manager)
    assert told() == ""


@pytest.mark.parametrize(
    ("contact", "phone", "ahead", "fault"),
    [
        ("CT-112", "112", 0, ContactFault.NO_SUCH_CONTACT),
        ("CT-BANK", "0413 123 456", 0, ContactFault.NO_SUCH_CONTACT),
        ("CT-PARK", "bel maar", 0, ContactFault.NO_PHONE),
        ("CT-PARK", "0413 123 456", None, ContactFault.NO_DAY),
        ("CT-PARK", "0413 123 456", 1, ContactFault.DAY_AHEAD),
    ],
)
def test_a_number_that_nobody_called_is_not_kept(
    here: Place, contact: str, phone: str, ahead: int | None, fault: ContactFault
) -> None:
    day = None if ahead is None else timezone.localdate() + timedelta(days=ahead)
    with pytest.raises(ContactRefused) as refused:
        write_contact(here.park_id, contact, ContactForm(phone, day), actor=here.area.manager)
    assert refused.value.fault is fault
    assert not AreaContact.objects.exists()


def test_a_partner_does_not_write_numbers(here: Place) -> None:
    with pytest.raises(ParkNotAllowed):
        write_contact(
            here.park_id,
            "CT-PARK",
            ContactForm("0413 123 456", timezone.localdate()),
            actor=here.area.at(PartnerKind.POLICE),
        )
