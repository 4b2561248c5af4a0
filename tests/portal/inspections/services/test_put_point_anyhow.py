"""Whatever order messages come in, and however often: all that was acknowledged is there in the end."""

import random
import uuid

import pytest

from tests.portal.inspections.walk import Phone, picture, sent, walk
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.inspections.models import Photo, Point, PointEdit, PointPhoto
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db
PICTURES = [picture(shade) for shade in range(30)]


@pytest.fixture
def here() -> Area:
    return area()


class Walker:
    """A phone with points, which it edits and sends as it likes. It knows only what the server told it."""

    def __init__(self, here: Area, who: PartnerKind, chance: random.Random) -> None:
        self.phone, self.chance = Phone(here, here.partners[who].client()), chance
        self.base: dict[uuid.UUID, int] = {}
        self.texts: set[tuple[uuid.UUID, str]] = set()
        self.photos: set[str] = set()
        self.named: set[tuple[uuid.UUID, str]] = set()
        self.sent: list[tuple[uuid.UUID, dict[str, object]]] = []

    def send_photo(self, data: bytes, number: str) -> None:
        """A photo, which counts once it was acknowledged."""
        if self.phone.photo(data, number).status_code in {200, 201}:
            self.photos.add(number)

    def send_point(self, point: uuid.UUID, on: object, text: str, photos: list[str]) -> None:
        """A new version of a point upon what this phone last heard."""
        base = self.base.get(point, 0)
        message = sent(on, text=text, photos=photos, revision=base + 1, base_revision=base)  # type: ignore[arg-type]
        self.sent.append((point, message))
        self._send(point, message)

    def again(self) -> None:
        """Something that was sent before, since its answer may have been lost."""
        if self.sent:
            self._send(*self.chance.choice(self.sent))

    def _send(self, point: uuid.UUID, message: dict[str, object]) -> None:
        answer = self.phone.point(point, message)
        assert answer.status_code in {200, 201, 409}, answer.content
        told = answer.json()
        # A phone may miss an answer, and then goes on from what it knew.
        if self.chance.random() < 0.7:
            self.base[point] = told["revision"]
        self.texts.add((point, str(message["text"])))
        self.named.update((point, str(number)) for number in message["photos"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(8))
def test_nothing_that_was_acknowledged_is_lost(here: Area, seed: int) -> None:
    chance, on = random.Random(seed), walk()
    walkers = [Walker(here, kind, chance) for kind in (PartnerKind.POLICE, PartnerKind.MUNICIPALITY)]
    points = [uuid.uuid4() for _ in range(4)]
    for step in range(30):
        walker = chance.choice(walkers)
        match chance.randrange(4):
            case 0:
                walker.send_photo(*chance.choice(PICTURES))
            case 1:
                walker.again()
            case _:
                numbers = [number for _, number in chance.sample(PICTURES, chance.randrange(4))]
                walker.send_point(chance.choice(points), on, f"versie {step}", numbers)
    for walker in walkers:
        assert walker.photos <= set(Photo.objects.values_list("sha256", flat=True))
        assert walker.named <= set(PointPhoto.objects.values_list("point_id", "sha256"))
        kept = {(edit.point_id, edit.content["text"]) for edit in PointEdit.objects.all()}
        assert walker.texts <= kept
    state = walkers[0].phone.state(on).json()
    assert {point["id"] for point in state["points"]} == {str(row.id) for row in Point.objects.all()}
    # What stands is what somebody wrote, and what is missing is exactly what nobody sent.
    missing = {(point["id"], number) for point in state["points"] for number in point["missing"]}
    here_now = set(Photo.objects.values_list("sha256", flat=True))
    named = {(str(row.point_id), row.sha256) for row in PointPhoto.objects.all()}
    assert missing == {(point, number) for point, number in named if number not in here_now}


def test_one_hundred_photos_arrive_by_hash_count_however_they_are_shuffled(here: Area) -> None:
    chance, on = random.Random(7), walk()
    phone = Phone(here, here.partners[PartnerKind.POLICE].client())
    photos = [picture(1000 + shade) for shade in range(100)]
    points = {uuid.uuid4(): [number for _, number in photos[at : at + 10]] for at in range(0, 100, 10)}
    messages: list[tuple[str, object, object]] = [("photo", data, number) for data, number in photos] * 2
    messages += [("point", point, sent(on, photos=numbers)) for point, numbers in points.items()] * 2
    chance.shuffle(messages)
    for kind, one, other in messages:
        answer = phone.photo(one, other) if kind == "photo" else phone.point(one, other)  # type: ignore[arg-type]
        assert answer.status_code in {200, 201}
    state = phone.state(on).json()
    assert sorted(state["photos"]) == sorted(number for _, number in photos)
    assert all(point["complete"] for point in state["points"])
    assert (Photo.objects.count(), Point.objects.count()) == (100, 10)
