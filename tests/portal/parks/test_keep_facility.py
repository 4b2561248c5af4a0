"""What an area has together: who runs it keeps the list, partners read it."""

from dataclasses import replace

import pytest

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.area_selectors import facilities_of
from weerbaar.portal.parks.errors import EntryFault, EntryRefused, NoSuchEntry, NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.models import CollectiveFacility, Park
from weerbaar.portal.parks.services.keep_facility import FacilityForm, add_facility, change_facility, remove_facility
from weerbaar.portal.parks.words import FacilityKind, PartnerKind

pytestmark = pytest.mark.django_db
AED = FacilityForm(FacilityKind.AED, "Ankerweg 4, bij de balie", "Ondernemersvereniging", "Beheerder", 52.15, 5.38)


@pytest.fixture
def here() -> Area:
    return area()


def test_a_facility_is_added_changed_and_removed(here: Area) -> None:
    added = add_facility(here.park.id, AED, actor=here.manager)
    add_facility(here.park.id, FacilityForm(FacilityKind.CAMERAS, "Alle toegangswegen"), actor=here.manager)
    change_facility(here.park.id, added, replace(AED, place="Kielkade 1"), actor=here.pim.person)
    told = [(view.kind, view.place) for view in facilities_of(here.at(PartnerKind.POLICE), here.park.id)]
    assert told == [(FacilityKind.CAMERAS, "Alle toegangswegen"), (FacilityKind.AED, "Kielkade 1")]
    remove_facility(here.park.id, added, actor=here.manager)
    assert CollectiveFacility.objects.get().kind == "cameras"
    words = set(Event.objects.values_list("word", flat=True))
    assert {"person:facility:add", "person:facility:change", "person:facility:remove"} <= words


@pytest.mark.parametrize(
    ("form", "faults"),
    [
        (replace(AED, place=""), {"place": EntryFault.MISSING}),
        (replace(AED, keeper="x" * 121), {"keeper": EntryFault.TOO_LONG}),
        (replace(AED, longitude=None), {"longitude": EntryFault.MISSING}),
        (replace(AED, latitude=0.0), {"latitude": EntryFault.NOT_ON_THE_MAP}),
    ],
)
def test_a_wrong_field_is_refused(here: Area, form: FacilityForm, faults: dict[str, EntryFault]) -> None:
    with pytest.raises(EntryRefused) as refused:
        add_facility(here.park.id, form, actor=here.manager)
    assert refused.value.faults == faults


def test_partners_and_strangers_change_nothing(here: Area) -> None:
    added = add_facility(here.park.id, AED, actor=here.manager)
    for who, error in ((here.at(PartnerKind.POLICE), ParkNotAllowed), (here.outsider.person, NoSuchPark)):
        with pytest.raises(error):
            add_facility(here.park.id, AED, actor=who)
        with pytest.raises(error):
            change_facility(here.park.id, added, AED, actor=who)
        with pytest.raises(error):
            remove_facility(here.park.id, added, actor=who)
    with pytest.raises(NoSuchPark):
        facilities_of(here.outsider.person, here.park.id)


def test_a_facility_of_another_area_is_not_found(here: Area) -> None:
    added = add_facility(here.park.id, AED, actor=here.manager)
    CollectiveFacility.objects.update(park=Park.objects.create(name="Elders"))
    with pytest.raises(NoSuchEntry):
        change_facility(here.park.id, added, AED, actor=here.manager)
    with pytest.raises(NoSuchEntry):
        remove_facility(here.park.id, added, actor=here.manager)
