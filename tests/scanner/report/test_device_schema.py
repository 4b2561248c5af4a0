"""The published schema is as strict as the reader of reports."""

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.scanner.devices import GOOD, UNKNOWN, device, report_of, seen
from weerbaar.scanner.facts.device import Device
from weerbaar.scanner.report.device_report import document
from weerbaar.scanner.report.device_schema import device_report_schema, text


def faults(data: Any) -> list[str]:
    return [error.json_path for error in Draft202012Validator(device_report_schema()).iter_errors(data)]


def test_the_schema_is_itself_valid_and_published_as_json() -> None:
    Draft202012Validator.check_schema(device_report_schema())
    assert json.loads(text()) == device_report_schema()


@pytest.mark.parametrize("subject", [GOOD, UNKNOWN, device(screen_lock=seen(None), last_backup=seen(None))])
def test_reports_follow_the_schema(subject: Device) -> None:
    assert faults(json.loads(document(report_of(subject)))) == []


def objects(data: Any) -> list[dict[str, Any]]:
    found = [data] if isinstance(data, dict) else []
    for value in data.values() if isinstance(data, dict) else ():
        found += objects(value)
    return found


def test_no_object_of_a_report_may_have_more_or_less() -> None:
    whole = json.loads(document(report_of()))
    places = len(objects(whole))
    assert places > 10
    for place in range(places):
        more = deepcopy(whole)
        objects(more)[place]["host"] = "x"
        assert faults(more), place
        for name in objects(whole)[place]:
            less = deepcopy(whole)
            del objects(less)[place][name]
            assert faults(less), (place, name)


@pytest.mark.parametrize(
    ("part", "member", "value"),
    [
        ("firewall", "value", "everything"),
        ("firewall", "source", "<b>"),
        ("automatic_updates", "value", 1),
        ("updates_waiting", "value", {"count": -1, "security": None, "known_on": None}),
        ("system", "value", {"product": "debian", "release": "Anna", "edition": "standard"}),
    ],
)
def test_values_have_their_bounds(part: str, member: str, value: object) -> None:
    data = json.loads(document(report_of()))
    data["device"][part][member] = value
    assert faults(data)


def test_a_reason_of_a_network_is_none_of_a_device() -> None:
    data = json.loads(document(report_of(UNKNOWN)))
    assert faults(data) == []
    data["device"]["firewall"]["unobserved"] = "dns-timeout"
    assert faults(data)
