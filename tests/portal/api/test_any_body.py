"""Whatever a program sends: an answer that the document announces, and never a fault of ours."""

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.portal.api.callers import ROOT, program_of
from tests.portal.quotes.asked import asked

pytestmark = pytest.mark.django_db

_TEXT = st.text(max_size=30) | st.sampled_from(["\x00", "\ud800", "'; --", "2026-12-31", "0001-01-01", "9999-12-31"])
_NUMBER = st.integers() | st.floats() | st.sampled_from([0, -1, 2**31, 2**63, 25_000_000])
_PLAIN = st.none() | st.booleans() | _NUMBER | _TEXT
_JSON = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3), max_leaves=6
)
_NAMES = ("text", "reason", "lines", "valid_until", "conditions", "as_a_whole", "replaces")


def _bodies(requested: str) -> st.SearchStrategy[Any]:
    """Bodies that look like the real ones, with anything in the place of anything."""
    line = st.fixed_dictionaries(
        {"requested_id": st.just(requested) | _PLAIN, "scope": _TEXT | _PLAIN, "price_cents": _NUMBER | _PLAIN},
        optional={"yearly_cents": _PLAIN, "vat_percent": _PLAIN, "ready_in_days": _PLAIN, "more": _JSON},
    )
    whole = dict.fromkeys(_NAMES, _JSON) | {"lines": st.lists(line, max_size=3) | _JSON, "text": _TEXT, "reason": _TEXT}
    return st.fixed_dictionaries({}, optional=whole) | _JSON


def test_any_body_gets_an_announced_answer(settings: Any) -> None:
    settings.API_CALLS_PER_MINUTE = 1_000_000
    world = asked()
    program = program_of(world.dirk, world.provider.organisation_id)
    document = Client().get(f"{ROOT}/openapi.json").json()
    posts = [(path, one["post"]) for path, one in document["paths"].items() if "{request_id}" in path and "post" in one]
    assert len(posts) == 3
    seen = set[int]()

    @given(st.sampled_from(posts), _bodies(str(world.requested().id)))
    @_quick
    def answered(post: tuple[str, Any], body: Any) -> None:
        path, operation = post
        short = path.removeprefix(ROOT).replace("{request_id}", str(world.invitation.id))
        told = program.post(short, raw=json.dumps(body).encode())
        seen.add(told.status_code)
        answer = operation["responses"].get(str(told.status_code))
        assert answer is not None, (path, body, told.status_code)
        ((media, form),) = answer["content"].items()
        assert told["Content-Type"].split(";")[0] == media
        jsonschema.validate(told.json(), {**form["schema"], "components": document["components"]})

    answered()
    assert 422 in seen


_quick = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
