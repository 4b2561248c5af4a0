"""What an operator sets is read exactly, and anything odd is refused with the name of the setting."""

from pathlib import Path

import pytest

from weerbaar.scanner.probes.doors.settings import BOGUS_NAMES, DoorSettings, Endpoint, Identity, parse_ranges
from weerbaar.scanner.vocabulary.errors import InvalidSettings


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("192.0.2.1", Endpoint("192.0.2.1", 53)),
        (" 192.0.2.1:5353 ", Endpoint("192.0.2.1", 5353)),
        ("2001:db8::1", Endpoint("2001:db8::1", 53)),
        ("[2001:db8::1]", Endpoint("2001:db8::1", 53)),
        ("[2001:db8::1]:5353", Endpoint("2001:db8::1", 5353)),
        ("192.0.2.1:65535", Endpoint("192.0.2.1", 65535)),
    ],
)
def test_an_address_is_read_with_and_without_port(text: str, endpoint: Endpoint) -> None:
    assert Endpoint.parse(text) == endpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "resolver.example",
        "resolver.example:53",
        "192.0.2.1:",
        "192.0.2.1:0",
        "192.0.2.1:65536",
        "192.0.2.1:-1",
        "192.0.2.1:５３",
        "192.0.2.1:53:54",
        "192.0.2",
        "[2001:db8::1",
        "[2001:db8::1]5353",
        "[2001:db8::1]:",
        "[192.0.2.1]x:53",
        "https://192.0.2.1",
    ],
)
def test_anything_else_is_refused_by_the_name_of_its_setting(text: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        Endpoint.parse(text, "WEERBAAR_RESOLVER")
    assert (caught.value.setting, caught.value.value, caught.value.fault) == (
        "WEERBAAR_RESOLVER",
        text,
        "not-an-address",
    )


def test_an_empty_environment_gives_the_usual_settings() -> None:
    settings = DoorSettings.from_environment({"WEERBAAR_RESOLVER": "  ", "WEERBAAR_BOGUS_NAMES": ""})
    assert settings == DoorSettings()
    assert settings.bogus_names == BOGUS_NAMES
    assert settings.allow_ranges == ()


def test_the_environment_is_read() -> None:
    settings = DoorSettings.from_environment(
        {
            "WEERBAAR_RESOLVER": "127.0.0.1:5353",
            "WEERBAAR_CA_FILE": "/some/root.pem",
            "WEERBAAR_ALLOW_RANGES": "198.18.0.0/15, 2001:db8::/32",
            "WEERBAAR_BOGUS_NAMES": "broken.example other.example",
            "WEERBAAR_ABOUT_URL": "https://scanner.example/about",
            "WEERBAAR_EHLO_NAME": "scan.scanner.example",
        }
    )
    assert settings.resolver == Endpoint("127.0.0.1", 5353)
    assert settings.ca_file == Path("/some/root.pem")
    assert settings.allow_ranges == parse_ranges(["198.18.0.0/15", "2001:db8::/32"])
    assert settings.bogus_names == ("broken.example", "other.example")
    assert settings.identity == Identity("https://scanner.example/about", "scan.scanner.example")
    assert "https://scanner.example/about" in settings.identity.user_agent


@pytest.mark.parametrize("text", ["10.0.0.1/8", "example.nl", "10.0.0.0/33", "::/129", "10.0.0.0-10.0.0.9"])
def test_a_range_that_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        DoorSettings.from_environment({"WEERBAAR_ALLOW_RANGES": f"192.0.2.0/24 {text}"})
    fault = (caught.value.setting, caught.value.value, caught.value.fault)
    assert fault == ("WEERBAAR_ALLOW_RANGES", text, "not-a-network")


@pytest.mark.parametrize("setting", ["WEERBAAR_EHLO_NAME", "WEERBAAR_ABOUT_URL"])
@pytest.mark.parametrize(
    "text", ["scan.example\r\nMAIL FROM:<a@b.example>", "scan example", "caf\u00e9.example", "a\x00b"]
)
def test_what_servers_are_told_is_one_word_of_ascii(setting: str, text: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        DoorSettings.from_environment({setting: text})
    assert (caught.value.setting, caught.value.value, caught.value.fault) == (setting, text, "not-a-word")


def test_a_single_address_is_a_range_of_one() -> None:
    (network,) = parse_ranges(["192.0.2.1"])
    assert network.num_addresses == 1


def test_files_that_the_operator_keeps_are_found(tmp_path: Path) -> None:
    names = ("WEERBAAR_VRPS", "WEERBAAR_RIS_V4", "WEERBAAR_RIS_V6", "WEERBAAR_RDAP", "WEERBAAR_HSTS_PRELOAD")
    vrps, ipv4, ipv6, registrations, preload = (tmp_path / name for name in names)
    for path in (vrps, ipv4, ipv6, registrations, preload):
        path.touch()
    settings = DoorSettings.from_environment({path.name: f" {path} " for path in tmp_path.iterdir()})
    assert (settings.vrps, settings.routes, settings.registrations) == (vrps, (ipv4, ipv6), registrations)
    assert settings.preload == preload
    assert DoorSettings.from_environment({"WEERBAAR_RIS_V6": str(ipv6)}).routes == (ipv6,)


@pytest.mark.parametrize(
    "setting", ["WEERBAAR_VRPS", "WEERBAAR_RIS_V4", "WEERBAAR_RIS_V6", "WEERBAAR_RDAP", "WEERBAAR_HSTS_PRELOAD"]
)
def test_a_file_that_is_not_there_is_refused(setting: str, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "gone"):
        with pytest.raises(InvalidSettings) as caught:
            DoorSettings.from_environment({setting: str(place)})
        assert (caught.value.setting, caught.value.value, caught.value.fault) == (setting, str(place), "not-a-file")
