"""What a phone would send in the tests."""

import hashlib
import io
import uuid
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from PIL import Image

from tests.portal.trajectories.area import Area
from weerbaar.portal.inspections.point_form import Place, PointForm
from weerbaar.portal.inspections.services.put_point import Walk, put_point
from weerbaar.portal.inspections.words import Light, PlacedBy
from weerbaar.portal.parks.words import PartnerKind

STARTED = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
SEEN = datetime(2026, 11, 20, 17, 41, tzinfo=UTC)


def picture(shade: int, kind: str = "PNG", size: tuple[int, int] = (24, 16), **saved: Any) -> tuple[bytes, str]:
    """A small picture, another for each shade, and its SHA-256."""
    into = io.BytesIO()
    Image.new("RGB", size, (shade % 256, shade // 256 % 256, 90)).save(into, kind, **saved)
    return into.getvalue(), hashlib.sha256(into.getvalue()).hexdigest()


def walk(light: Light = Light.DARK) -> Walk:
    """A round of that evening."""
    return Walk(uuid.uuid4(), light, STARTED)


def lamp(text: str = "De lamp knippert", **fields: Any) -> PointForm:
    """A street lamp that flickers."""
    asked: dict[str, Any] = {
        "type": "PT-LAMP",
        "text": text,
        "place": Place(51.7, 5.3, 8.0, PlacedBy.GPS),
        "place_text": "Bij de brug",
        "record": {"pole_number": "14"},
        "seen_at": SEEN,
    }
    return PointForm(**{**asked, **fields})


def seen_point(here: Area, form: PointForm | None = None, on: Walk | None = None) -> uuid.UUID:
    """A point that somebody of the police saw: the municipality's, unless the form says otherwise."""
    police = here.at(PartnerKind.POLICE)
    return put_point(here.park.id, uuid.uuid4(), form or lamp(), on or walk(), actor=police).id


def sent(on: Walk, **fields: Any) -> dict[str, Any]:
    """A point as JSON."""
    return {
        "inspection": {"id": str(on.id), "round": on.light.value, "started_at": on.started_at.isoformat()},
        "type": "PT-LAMP",
        "text": "De lamp knippert",
        "place": {"lat": 51.7, "lon": 5.3, "accuracy_m": 8, "by": "gps"},
        "place_text": "Bij de brug",
        "record": {"pole_number": "14"},
        "severity": "S3",
        "seen_at": SEEN.isoformat(),
        "photos": [],
        "revision": 1,
        **fields,
    }


class Phone:
    """A browser that speaks the protocol."""

    def __init__(self, here: Area, client: Client) -> None:
        self.base, self.client = f"/terrein/{here.park.id}/schouw/sync/", client

    def photo(self, data: bytes, sha256: str) -> Any:
        """PUT a photo."""
        return self.client.put(f"{self.base}foto/{sha256}", data, content_type="image/jpeg")

    def point(self, point_id: uuid.UUID, message: dict[str, Any]) -> Any:
        """PUT a point."""
        return self.client.put(f"{self.base}punt/{point_id}", message, content_type="application/json")

    def state(self, on: Walk) -> Any:
        """GET what the server has."""
        return self.client.get(f"{self.base}staat?inspection={on.id}")
