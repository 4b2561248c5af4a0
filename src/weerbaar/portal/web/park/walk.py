"""The pages of a walk-round on a phone. They are kept there, so they say nothing about who looks: that is asked apart."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar import __version__
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.content import PointType, load_inspection
from weerbaar.portal.inspections.selectors import rounds_of
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.parks.selectors import park_of
from weerbaar.portal.web.components.maps import MapView, Pin
from weerbaar.portal.web.park.inspection_sync import sync_door
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_WEB = Path(__file__).parents[1]
# Longer than any round; one that nobody closed is no longer walked after it.
_JOINABLE = timedelta(hours=16)
_WALK = _WEB / "static" / "weerbaar" / "walk"
# The rest of the site asks a phone for nothing; these pages ask where one stands, and only when a person presses the button.
_PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()"
_KEPT = (
    "weerbaar/tokens.css",
    "weerbaar/weerbaar.css",
    "weerbaar/weerbaar.js",
    "weerbaar/favicon.svg",
    "weerbaar/fonts/figtree.woff2",
    "weerbaar/walk/walk.css",
    *(f"weerbaar/walk/{path.name}" for path in sorted(_WALK.glob("*.js")) if path.name != "worker.js"),
    "weerbaar/walk/icon-192.png",
    "vendor/leaflet/leaflet.css",
    "vendor/leaflet/leaflet.js",
    "weerbaar/map.css",
    "weerbaar/map_corners.js",
    "weerbaar/map.js",
)
# What makes the page beside the files above: another one is another version.
_SOURCES = (
    _WALK / "worker.js",
    *sorted((_WEB / "templates" / "park").glob("walk*.html")),
    *sorted((_WEB / "templates" / "components").glob("map*.html")),
    _WEB / "templates" / "base.html",
    _WEB / "locale" / "nl" / "LC_MESSAGES" / "django.mo",
)


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """A kind of point as the page offers it; lists are words with spaces between."""

    id: str
    name: str
    rounds: str
    severity: str
    record: str
    photo: str


@require_safe
@csp_update({"manifest-src": [SELF], "worker-src": [SELF]})
@park_page
def walk(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The page that is kept on the phone. It is the same for everybody with a seat."""
    content, language = load_inspection(), language_of_page().value
    home = reverse("walk", kwargs={"park_id": member.park.id})
    context = {
        "sync": reverse("inspection-sync-state", kwargs={"park_id": member.park.id}).removesuffix("staat"),
        "plain_form": reverse("inspection-before", kwargs={"park_id": member.park.id}),
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': home})}",
        "rounds": [(item.id.value, item.name[language], item.when[language]) for item in content.rounds.values()],
        "before": [text[language] for text in content.before],
        "do_not_photograph": [text[language] for text in content.do_not_photograph],
        "suspicion": content.suspicion[language],
        "groups": _groups(language),
        "severities": [(item.id, item.name[language], item.guide[language]) for item in content.severities.values()],
        "map": _map(member),
        "record_fields": [(name, text[language]) for name, text in content.record_fields.items()],
    }
    response = render(request, "park/walk.html", context)
    response["Permissions-Policy"] = _PERMISSIONS
    response["Walk-Version"] = walk_version()
    return response


@require_safe
@sync_door
def walk_setup(request: HttpRequest, person: Person, park_id: uuid.UUID) -> HttpResponse:
    """Who has signed in, which area this is, which rounds can be joined, and the token that changes need."""
    park = park_of(person, park_id)
    return JsonResponse(
        {
            "person": str(person.user_id),
            "park": park.name,
            "rounds": [
                {"id": str(item.id), "round": item.light.value, "started_at": item.started_at.isoformat()}
                for item in rounds_of(person, park_id)
                if item.closed_at is None and item.started_at > timezone.now() - _JOINABLE
            ],
            "csrf": get_token(request),
        }
    )


@require_safe
@park_page
def walk_manifest(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """How the page looks among the apps of a phone (W3C, Web Application Manifest)."""
    home = reverse("walk", kwargs={"park_id": member.park.id})
    manifest = {
        "id": home,
        "start_url": home,
        "scope": home,
        "name": _("Walk a round: %(area)s") % {"area": member.park.name},
        "short_name": _("Walk-round"),
        "lang": language_of_page().value,
        "display": "standalone",
        "background_color": "#F6F7F4",
        "theme_color": "#083A43",
        "icons": [
            {"src": static("weerbaar/walk/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("weerbaar/walk/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": static("weerbaar/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return HttpResponse(json.dumps(manifest), content_type="application/manifest+json")


@require_safe
def walk_worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page on the phone: the same for everybody. It may only serve pages of areas."""
    head = f"const VERSION = {json.dumps(walk_version())};\nconst FILES = {json.dumps(_files())};\n"
    response = HttpResponse(head + (_WALK / "worker.js").read_text("utf-8"), content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/terrein/"
    response["Cache-Control"] = "no-cache"
    return response


def _map(member: ParkMember) -> MapView:
    """The outline of the area, to tap a place in. Without coverage there are no tiles, and the outline is there."""
    boundary = boundary_of(member.person, member.park.id)
    return MapView(
        "walk-map",
        _("Map to choose a place on"),
        outline=boundary.geometry if boundary else None,
        legend=[(Pin.OPEN, _("Chosen place"))],
        pick=("place-latitude", "place-longitude"),
    )


@lru_cache(maxsize=1)
def walk_version() -> str:
    """Changes with anything that is kept on phones."""
    digest = hashlib.sha256(__version__.encode())
    for path in _SOURCES:
        digest.update(path.read_bytes())
    digest.update(repr((_files(), load_inspection(), load_safety().aspects)).encode())
    return digest.hexdigest()[:16]


def _files() -> list[str]:
    return [static(name) for name in _KEPT]


def _groups(language: str) -> list[tuple[str, str, list[TypeChoice]]]:
    """Kinds of points under their aspects, in the order of the aspects."""
    types = load_inspection().types.values()
    aspects = sorted(load_safety().aspects.values(), key=lambda aspect: aspect.order)
    return [
        (aspect.id, aspect.name[language], [_choice(kind, language) for kind in types if kind.aspect == aspect.id])
        for aspect in aspects
        if any(kind.aspect == aspect.id for kind in types)
    ]


def _choice(kind: PointType, language: str) -> TypeChoice:
    return TypeChoice(
        id=kind.id,
        name=kind.name[language],
        rounds=" ".join(light.value for light in kind.rounds),
        severity=kind.severity,
        record=" ".join(kind.record),
        photo=kind.photo[language],
    )
