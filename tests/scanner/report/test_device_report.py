"""A report about a device: written, read back, and refused when a stranger's is not as we write it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scanner.devices import GOOD, NOW, UNKNOWN, device, report_of, seen
from weerbaar.scanner.facts.device import Device
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.report.device_report import MOST_BYTES, DeviceReport, document, read_device_report
from weerbaar.scanner.vocabulary.errors import InvalidDeviceReport

PART = device(malware_protection=seen(None), last_backup=Unobserved(Reason.NO_SUCH_TOOL, "tmutil"))


def read(data: Any) -> DeviceReport:
    text = data if isinstance(data, str) else json.dumps(data)
    return read_device_report(text.encode(), NOW)


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(document(report_of()))
    change(data)
    return data


@pytest.mark.parametrize("subject", [GOOD, UNKNOWN, PART])
def test_a_report_is_read_back_as_it_was_written(subject: Device) -> None:
    report = report_of(subject)
    assert read(document(report)) == report


def test_the_document_is_ascii_and_small() -> None:
    text = document(report_of())
    assert text.isascii()
    assert text.endswith("}\n")
    assert len(text) < MOST_BYTES / 4


def test_words_of_other_programs_stay_behind() -> None:
    failed = device(firewall=Unobserved(Reason.TOOL_FAILED, "nft", "netlink error for anna"))
    assert "anna" not in document(report_of(failed))
    assert read(document(report_of(failed))).device.firewall == Unobserved(Reason.TOOL_FAILED, "nft")


def test_a_moment_may_be_written_with_z() -> None:
    assert read(document(report_of()).replace("+00:00", "Z")) == report_of()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda d: d.update(schema=2), "$.schema"),
        (lambda d: d.update(schema=True), "$.schema"),
        (lambda d: d.update(schema="1"), "$.schema"),
        (lambda d: d.update(kind="weerbaar-scan"), "$.kind"),
        (lambda d: d.update(name="laptop van Anna"), "$"),
        (lambda d: d.pop("version"), "$.version"),
        (lambda d: d.pop("device"), "$.device"),
        (lambda d: d.update(device=[]), "$.device"),
        (lambda d: d.update(version="<script>"), "$.version"),
        (lambda d: d.update(version=7), "$.version"),
        (lambda d: d.update(origin="telefoon"), "$.origin"),
        (lambda d: d.update(looked_at="gisteren"), "$.looked_at"),
        (lambda d: d.update(looked_at="2026-11-24T09:30:00"), "$.looked_at"),
        (lambda d: d.update(looked_at="2026-11-24T10:30:00+01:00"), "$.looked_at"),
        (lambda d: d.update(looked_at="1999-01-01T00:00:00+00:00"), "$.looked_at"),
        (lambda d: d["device"].pop("firewall"), "$.device.firewall"),
        (lambda d: d["device"].update(serial="C02X"), "$.device"),
        (lambda d: d["device"].update(firewall=None), "$.device.firewall"),
        (lambda d: d["device"].update(firewall="all"), "$.device.firewall"),
        (lambda d: d["device"]["firewall"].update(value="everything"), "$.device.firewall.value"),
        (lambda d: d["device"]["firewall"].update(value=["all"]), "$.device.firewall.value"),
        (lambda d: d["device"]["firewall"].update(host="anna"), "$.device.firewall"),
        (lambda d: d["device"]["firewall"].update(source="<b>nft</b>"), "$.device.firewall"),
        (lambda d: d["device"]["firewall"].update(source="C:/anna"), "$.device.firewall"),
        (lambda d: d["device"]["firewall"].update(source="a" * 61), "$.device.firewall"),
        (lambda d: d["device"]["firewall"].update(source=7), "$.device.firewall.source"),
        (lambda d: d["device"]["firewall"].pop("source"), "$.device.firewall"),
        (lambda d: d["device"]["firewall"].update(at="2027-11-24T00:00:00+00:00"), "$.device.firewall.at"),
        (lambda d: d["device"].update(firewall={"unobserved": "dns-timeout"}), "$.device.firewall"),
        (lambda d: d["device"].update(firewall={"unobserved": "because"}), "$.device.firewall"),
        (lambda d: d["device"].update(firewall={"unobserved": "timeout", "detail": "x"}), "$.device.firewall"),
        (lambda d: d["device"].update(firewall={"unobserved": "timeout", "extra": "x"}), "$.device.firewall"),
        (lambda d: d["device"].update(firewall={"unobserved": ["timeout"]}), "$.device.firewall"),
        (lambda d: d["device"]["automatic_updates"].update(value=1), "$.device.automatic_updates.value"),
        (lambda d: d["device"]["system"]["value"].update(product="windows 98"), "$.device.system.value.product"),
        (lambda d: d["device"]["system"]["value"].update(release="Anna"), "$.device.system"),
        (lambda d: d["device"]["system"]["value"].update(release="1" * 9), "$.device.system"),
        (lambda d: d["device"]["system"]["value"].pop("edition"), "$.device.system.value.edition"),
        (lambda d: d["device"]["updates_waiting"]["value"].update(count=-1), "$.device.updates_waiting"),
        (lambda d: d["device"]["updates_waiting"]["value"].update(count=10**30), "$.device.updates_waiting"),
        (lambda d: d["device"]["updates_waiting"]["value"].update(count=1.0), "$.device.updates_waiting.value.count"),
        (lambda d: d["device"]["updates_waiting"]["value"].update(count=True), "$.device.updates_waiting.value.count"),
        (lambda d: d["device"]["last_backup"].update(value="2026-11-23T20:15:00+00:00"), "$.device.last_backup"),
        (lambda d: d["device"]["last_backup"].update(value="2027-11-23T00:00:00+00:00"), "$.device.last_backup"),
        (lambda d: d["device"]["last_backup"].update(value="1970-01-01T00:00:00+00:00"), "$.device.last_backup"),
    ],
)
def test_anything_that_we_do_not_write_is_refused_with_its_place(
    change: Callable[[dict[str, Any]], object], where: str
) -> None:
    with pytest.raises(InvalidDeviceReport) as caught:
        read(changed(change))
    assert caught.value.where.startswith(where)
    assert str(caught.value) == f"{caught.value.where}: {caught.value.fault}"
    assert "Error" not in caught.value.fault


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "3", '"x"', "{", "{}", "NaN", '{"schema": NaN}', "[" * 30_000, '{"a":' * 5_000, "é"],
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(InvalidDeviceReport):
        read(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InvalidDeviceReport, match="no JSON"):
        read_device_report(b"\xff\xfe{}", NOW)


def test_a_member_that_stands_twice_is_refused() -> None:
    text = document(report_of()).replace('"schema": 1,', '"schema": 2, "schema": 1,')
    with pytest.raises(InvalidDeviceReport, match="no JSON"):
        read(text)


def test_a_report_out_of_all_proportion_is_refused_unread() -> None:
    with pytest.raises(InvalidDeviceReport, match="larger than"):
        read_device_report(document(report_of()).encode() + b" " * MOST_BYTES, NOW)


def test_a_report_of_tomorrow_is_refused_and_a_clock_that_runs_ahead_an_hour_is_not() -> None:
    hour = report_of(looked_at=NOW + timedelta(hours=1))
    assert read(document(hour)) == hour
    with pytest.raises(InvalidDeviceReport, match="looked_at"):
        read(document(report_of(looked_at=NOW + timedelta(days=2))))


def test_a_report_holds_no_text_but_of_closed_lists() -> None:
    for name in Device.__slots__:
        observation = getattr(read(document(report_of())).device, name)
        assert isinstance(observation, Observed)
        assert not isinstance(observation.value, str) or observation.value in ("all", "part", "none")


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.datetimes().map(str)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner), max_leaves=6)


def places(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of every member of the document."""
    if not isinstance(data, dict):
        return []
    return [found for name, value in data.items() for found in ((*path, name), *places(value, (*path, name)))]


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_report_with_anything_in_it_is_refused_or_read_as_what_it_says(data: st.DataObject) -> None:
    whole: dict[str, Any] = json.loads(document(report_of()))
    for _ in range(data.draw(st.integers(1, 3))):
        *path, name = data.draw(st.sampled_from(places(whole)))
        place = whole
        for step in path:
            place = place[step]
        place[name] = data.draw(VALUES)
    text = json.dumps(whole)
    try:
        report = read(text)
    except InvalidDeviceReport:
        return
    assert json.loads(document(report)) == json.loads(text.replace("Z", "+00:00"))
