"""The protocol of a phone: what is kept, what is refused, and who may speak it."""

import io
import uuid

import pytest
from django.test import Client
from PIL import Image

from tests.portal.inspections.walk import Phone, picture, sent, walk
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.inspections.models import Inspection, Photo, Point, PointEdit
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


@pytest.fixture
def phone(here: Area) -> Phone:
    return Phone(here, here.partners[PartnerKind.POLICE].client())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_once_under_the_number_that_was_sent(here: Area, phone: Phone, kind: str) -> None:
    data, number = picture(7, kind)
    assert phone.photo(data, number).status_code == 201
    again = phone.photo(data, number)
    assert (again.status_code, again.json()) == (200, {"sha256": number})
    assert Photo.objects.get().sha256 == number
    assert Event.objects.filter(word="person:inspection-photo:keep").count() == 1


def test_where_and_when_a_photo_was_made_stays_behind_and_it_is_made_smaller(here: Area, phone: Phone) -> None:
    tags = Image.Exif()
    tags[0x0110] = "PhoneOfPim"
    tags.get_ifd(0x8825)[2] = (51.0, 42.0, 7.0)
    data, number = picture(3, "JPEG", (4000, 500), exif=tags, comment=b"secret words")
    assert b"PhoneOfPim" in data
    assert phone.photo(data, number).status_code == 201
    kept = bytes(Photo.objects.get().data)
    assert b"PhoneOfPim" not in kept
    assert b"secret words" not in kept
    with Image.open(io.BytesIO(kept)) as now:
        assert not dict(now.getexif())
        assert max(now.size) == 2560


def test_a_photo_that_changed_on_its_way_is_refused_and_nothing_is_kept(phone: Phone) -> None:
    data, _ = picture(1)
    response = phone.photo(data, "0" * 64)
    assert (response.status_code, response.json()["fault"]) == (422, "other-hash")
    assert response.json()["say"] == "De foto is onderweg veranderd. Stuur hem opnieuw."
    assert not Photo.objects.exists()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7 no photo", picture(1)[0][:60]])
def test_what_is_no_photo_is_refused_with_a_sentence(phone: Phone, data: bytes) -> None:
    import hashlib

    response = phone.photo(data, hashlib.sha256(data).hexdigest())
    assert response.status_code == 415
    assert response.json()["say"].endswith(".")
    assert not Photo.objects.exists()


def test_a_photo_of_more_than_twelve_megabytes_is_refused(phone: Phone) -> None:
    response = phone.photo(b"\xff\xd8\xff" + bytes(12 * 1024 * 1024), "0" * 64)
    assert response.status_code == 413


def test_a_point_makes_the_round_that_began_without_a_network(here: Area, phone: Phone) -> None:
    on, point = walk(), uuid.uuid4()
    response = phone.point(point, sent(on))
    assert response.status_code == 201
    assert response.json() == {"id": str(point), "revision": 1, "complete": True, "missing": [], "fate": "added"}
    row = Point.objects.get()
    assert (row.inspection_id, row.owner, row.aspect, row.record) == (
        on.id,
        "municipality",
        "public_space",
        {"pole_number": "14"},
    )
    assert row.added_by_id == here.at(PartnerKind.POLICE).user_id
    assert (row.due_on - row.seen_at.date()).days == 42
    assert {"person:inspection:begin", "person:point:add"} <= set(Event.objects.values_list("word", flat=True))


def test_the_same_point_again_changes_nothing(phone: Phone) -> None:
    on, point = walk(), uuid.uuid4()
    phone.point(point, sent(on))
    again = phone.point(point, sent(on))
    assert (again.status_code, again.json()["fate"], again.json()["revision"]) == (200, "same", 1)
    assert PointEdit.objects.count() == 1


def test_a_point_is_complete_when_every_photo_is_there_in_whatever_order(phone: Phone) -> None:
    on, point, (early, first), (late, second) = walk(), uuid.uuid4(), picture(1), picture(2)
    phone.photo(early, first)
    told = phone.point(point, sent(on, photos=[first, second])).json()
    assert (told["complete"], told["missing"]) == (False, [second])
    assert phone.state(on).json()["points"][0]["missing"] == [second]
    phone.photo(late, second)
    held = phone.state(on).json()
    assert held["points"] == [{"id": str(point), "revision": 1, "complete": True, "missing": []}]
    assert set(held["photos"]) == {first, second}


def test_a_change_upon_the_stored_revision_is_taken(phone: Phone) -> None:
    on, point = walk(), uuid.uuid4()
    phone.point(point, sent(on))
    told = phone.point(point, sent(on, text="De lamp is uit", revision=4, base_revision=1)).json()
    assert (told["fate"], told["revision"]) == ("changed", 4)
    assert Point.objects.get().text == "De lamp is uit"


def test_another_kind_of_point_is_another_partys_until_somebody_said_whose_it_is(here: Area, phone: Phone) -> None:
    from weerbaar.portal.inspections.services.move_point import give_point

    on, point = walk(), uuid.uuid4()
    phone.point(point, sent(on))
    phone.point(point, sent(on, type="PT-FENCE", record={}, severity="", revision=2))
    assert (Point.objects.get().owner, Point.objects.get().aspect) == ("company", "crime")
    give_point(here.park.id, point, "police", actor=here.manager)
    phone.point(point, sent(on, revision=3))
    assert (Point.objects.get().owner, Point.objects.get().type) == ("police", "PT-LAMP")


def test_of_two_editors_the_second_reads_what_stands_and_loses_nothing(here: Area, phone: Phone) -> None:
    on, point, (data, number) = walk(), uuid.uuid4(), picture(5)
    other = Phone(here, here.pim.client())
    phone.point(point, sent(on))
    phone.point(point, sent(on, text="De lamp is uit", revision=2))
    other.photo(data, number)
    mine = sent(on, text="De paal staat scheef", revision=2, photos=[number])
    told = other.point(point, mine)
    assert (told.status_code, told.json()["fate"]) == (409, "aside")
    assert (told.json()["point"]["text"], told.json()["point"]["photos"]) == ("De lamp is uit", [number])
    assert other.point(point, mine).status_code == 409
    kept = [edit.content["text"] for edit in PointEdit.objects.order_by("at")]
    assert kept == ["De lamp knippert", "De lamp is uit", "De paal staat scheef"]
    both = sent(on, text="De lamp is uit. De paal staat scheef", revision=3, base_revision=2, photos=[number])
    assert other.point(point, both).json()["fate"] == "changed"


def test_more_photos_alone_are_never_in_conflict(phone: Phone) -> None:
    on, point, (_, first), (_, second) = walk(), uuid.uuid4(), picture(1), picture(2)
    phone.point(point, sent(on, photos=[first]))
    phone.point(point, sent(on, photos=[first], text="De lamp is uit", revision=2))
    told = phone.point(point, sent(on, photos=[second], text="De lamp is uit", revision=2, base_revision=1))
    assert told.status_code == 200
    assert set(told.json()["missing"]) == {first, second}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"type": "PT-UNKNOWN"}, "type"),
        ({"severity": "S9"}, "severity"),
        ({"text": "Busje 12-BVB-3 staat in de berm"}, "text"),
        ({"place_text": "naast GB-123-X"}, "place_text"),
        ({"record": {"colour": "red"}}, "colour"),
        ({"record": {"kind": "12-bvb-3"}}, "kind"),
        ({"place": {"lat": 95, "lon": 5}}, "place"),
        ({"photos": ["abc"]}, "photos"),
        ({"text": "x" * 1001}, "text"),
        ({"seen_at": "2099-01-01T10:00:00+01:00"}, "seen_at"),
    ],
)
def test_a_point_that_cannot_be_taken_says_which_field_and_why(
    phone: Phone, fields: dict[str, object], field: str
) -> None:
    response = phone.point(uuid.uuid4(), sent(walk(), **fields))
    assert (response.status_code, response.json()["field"]) == (422, field)
    assert response.json()["say"].endswith(".")
    assert not Point.objects.exists()
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"inspection": None},
        {"inspection": {"id": "x", "round": "DAY", "started_at": "2026-11-20T10:00:00Z"}},
        {"seen_at": "2026-11-20T10:00:00"},
        {"seen_at": 5},
        {"revision": "1"},
        {"revision": 0},
        {"revision": True},
        {"place": [1, 2]},
        {"place": {"lat": "51", "lon": 5}},
        {"place": {"lat": True, "lon": 5}},
        {"record": {"kind": 5}},
        {"photos": "abc"},
        {"text": "nul \x00"},
    ],
)
def test_a_message_that_is_not_as_the_protocol_says_is_refused(phone: Phone, fields: dict[str, object]) -> None:
    assert phone.point(uuid.uuid4(), sent(walk(), **fields)).status_code == 400
    assert not Point.objects.exists()


def test_what_is_no_json_is_refused(here: Area, phone: Phone) -> None:
    address = f"{phone.base}punt/{uuid.uuid4()}"
    for body in ("{", "[]", '"text"', "null", '{"place": NaN}'):
        assert phone.client.put(address, body, content_type="application/json").status_code == 400


def test_points_that_come_after_the_round_was_closed_are_marked_late(here: Area, phone: Phone) -> None:
    from django.utils import timezone

    on = walk()
    phone.point(uuid.uuid4(), sent(on))
    Inspection.objects.update(closed_at=timezone.now())
    late = uuid.uuid4()
    assert phone.point(late, sent(on, text="Nog een")).status_code == 201
    assert list(Point.objects.filter(came_late=True).values_list("id", flat=True)) == [late]
    assert phone.state(on).json()["inspection"]["closed_at"]


def test_a_stranger_and_a_visitor_send_and_read_nothing(here: Area) -> None:
    (data, number), on = picture(1), walk()
    for client, status in ((here.outsider.client(), 404), (Client(), 401)):
        stranger = Phone(here, client)
        for response in (stranger.photo(data, number), stranger.point(uuid.uuid4(), sent(on)), stranger.state(on)):
            assert response.status_code == status
            assert response.json()["say"].endswith(".")
    assert not Photo.objects.exists()
    assert not Point.objects.exists()


def test_an_id_of_another_area_is_not_found_there(here: Area, phone: Phone) -> None:
    from tests.portal.trajectories.area import seat
    from weerbaar.portal.parks.models import Park
    from weerbaar.portal.parks.words import ParkRole

    on, point = walk(), uuid.uuid4()
    phone.point(point, sent(on))
    elsewhere = Park.objects.create(name="Rietgors")
    seat(elsewhere, here.outsider, ParkRole.PARK_MANAGER)
    base = f"/terrein/{elsewhere.id}/schouw/sync/"
    client = here.outsider.client()
    for address, message in (
        (f"{base}punt/{point}", sent(walk())),
        (f"{base}punt/{uuid.uuid4()}", sent(on)),
    ):
        assert client.put(address, message, content_type="application/json").status_code == 404
    assert client.get(f"{base}staat?inspection={on.id}").json()["points"] == []
    assert Point.objects.count() == 1


def test_writing_needs_the_token_that_the_state_gives(here: Area) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(here.chaima.user)
    phone, on, (data, number) = Phone(here, client), walk(), picture(9)
    assert phone.photo(data, number).status_code == 403
    token = phone.state(on).json()["csrf"]
    address = f"{phone.base}foto/{number}"
    response = client.put(address, data, content_type="image/jpeg", headers={"X-CSRFToken": token})
    assert response.status_code == 201


def test_the_state_of_no_round_is_not_readable(phone: Phone) -> None:
    assert phone.client.get(f"{phone.base}staat?inspection=x").status_code == 400


def test_a_phone_gets_all_that_it_needs_to_walk_without_a_network(phone: Phone) -> None:
    on = walk()
    phone.point(uuid.uuid4(), sent(on))
    told = phone.client.get(f"{phone.base}inhoud").json()
    lamp = next(kind for kind in told["types"] if kind["id"] == "PT-LAMP")
    assert lamp["record"] == [{"id": "pole_number", "name": "Paalnummer"}]
    assert (lamp["owner_name"], lamp["rounds"]) == ("Gemeente", ["DARK"])
    assert [point["type"] for point in told["open_points"]] == ["PT-LAMP"]
    assert "Gezichten van mensen." in told["do_not_photograph"]
    assert "112" in told["suspicion"]
    assert len(told["types"]) == 40


def test_a_network_that_goes_away_half_way_leaves_nothing_behind(here: Area, phone: Phone) -> None:
    class Gone(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError("the phone went under a bridge")

    _, number = picture(1)
    for address in (f"{phone.base}foto/{number}", f"{phone.base}punt/{uuid.uuid4()}"):
        response = phone.client.put(
            address,
            b"x" * 40,
            content_type="application/json",
            **{"wsgi.input": Gone()},  # type: ignore[arg-type]
        )
        assert (response.status_code, response.json()["fault"]) == (400, "not-readable")
    assert not Photo.objects.exists()
    assert not Point.objects.exists()
