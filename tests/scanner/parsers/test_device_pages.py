"""A sign-in page of a device is known by its title, a header or a mark; pages about devices are none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.device_pages import FILE, KINDS, read, recognise, title_of
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import read_table


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("pfSense - Login", "pfSense"),
        ("Login | OPNsense", "OPNsense"),
        ("RouterOS router configuration page", "MikroTik RouterOS"),
        ("FRITZ!Box 7590", "FRITZ!Box"),
        ("FRITZ!Box", "FRITZ!Box"),
        ("kantoor - LuCI", "OpenWrt (LuCI)"),
        ("archief\n  - Synology DiskStation", "Synology DiskStation"),
        ("pve1 - Proxmox Virtual Environment", "Proxmox"),
        ("iDRAC9 - Login", "Dell iDRAC"),
        ("Login to Webmin", "Webmin"),
    ],
)
def test_a_title_tells_the_device(title: str, name: str) -> None:
    device = recognise((), f"<!doctype html><html><head><TITLE lang=en> {title} </TITLE></head>")
    assert device is not None
    assert device.name == name


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Aanmelden",
        "Welkom bij de bakker",
        "Onze nieuwe FRITZ!Box",
        "Login",
        "Proxmox in het kort",
        "Netgear kopen",
        "Synology NAS 2026",
    ],
)
def test_another_page_is_no_device(title: str) -> None:
    assert recognise([("server", "nginx")], f"<title>{title}</title>") is None


def test_a_header_tells_the_device_whatever_the_case() -> None:
    device = recognise([("Server", "MiniServ/2.105")], "")
    assert device is not None
    assert device.kind == "admin"


def test_there_is_a_device_of_every_kind() -> None:
    assert {device.kind for device in read(read_table(FILE))} == set(KINDS)


@pytest.mark.parametrize(("old", "new"), [('kind = "storage"', 'kind = "fridge"'), ('"server: sonicwall"', '"server"')])
def test_an_odd_row_is_refused_with_its_line(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    path.write_text(FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidReferenceData) as refusal:
        read(read_table(path))
    assert refusal.value.line > 10


@given(st.text(alphabet="<title>/ &lt;\n", max_size=400))
def test_any_text_has_a_title_without_line_breaks_or_none(body: str) -> None:
    assert "\n" not in title_of(body)
    assert recognise((), body) is None


@pytest.mark.parametrize("piece", ["<title", "<title>", "<title a='", "<title  ><"])
def test_a_page_of_titles_takes_no_more_than_its_length(piece: str) -> None:
    assert growth(title_of, lambda times: piece * times) < 40
