"""What Linux programs say. The lines of apt, lsblk, nft and gsettings were seen on Debian 12; the others are written from
the manual pages.
"""

import json
from datetime import UTC, datetime

import pytest

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.facts.device import Extent, OperatingSystem, Product, UpdatesWaiting
from weerbaar.scanner.parsers import device_linux as parse
from weerbaar.scanner.parsers.malformed import Malformed

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n'
HISTORY = """
Start-Date: 2026-11-18  06:12:01
Commandline: /usr/bin/unattended-upgrade
Upgrade: libxml2:amd64 (2.9.14-1, 2.9.14-2)
End-Date: 2026-11-18  06:12:09

Start-Date: 2026-11-20  14:00:00
Commandline: apt-get install jq
Requested-By: anna (1000)
Install: jq:amd64 (1.6-2.1)
End-Date: 2026-11-20  14:00:03
"""
SIMULATION = """Reading package lists...
Building dependency tree...
The following packages will be upgraded:
  unzip tzdata
Inst unzip [6.0-28] (6.0-28+deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst tzdata [2025b-0] (2026a-0 Debian:12.15/oldstable [all])
Inst linux-image-6.1 (6.1.150-1 Debian-Security:12/oldstable-security [amd64])
Conf unzip (6.0-28+deb12u1 Debian-Security:12/oldstable-security [amd64])
"""


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "product", "release"),
    [
        (DEBIAN, Product.DEBIAN, "12"),
        ('ID=ubuntu\nVERSION_ID="24.04"\n', Product.UBUNTU, "24.04"),
        ('ID="opensuse-tumbleweed"\nVERSION_ID="20261120"\n', Product.OPENSUSE_TUMBLEWEED, ""),
        ("ID=arch\n", Product.ARCH, ""),
        ('ID="rhel"\nVERSION_ID="9.5"\n', Product.RED_HAT, "9.5"),
        ("ID=debian\n", Product.OTHER, ""),
    ],
)
def test_the_system_is_known_by_its_id(text: str, product: Product, release: str) -> None:
    assert parse.system(text) == OperatingSystem(product, release)


@pytest.mark.parametrize(
    "text", ['ID=bakkerij-os\nVERSION_ID="1"\n', 'ID=debian\nVERSION_ID="van Anna"\n', "ID=other\n"]
)
def test_a_name_that_somebody_made_up_is_not_kept(text: str) -> None:
    assert parse.system(text) == OperatingSystem(Product.OTHER, "")


def test_a_file_without_id_is_malformed() -> None:
    assert isinstance(parse.system("<html>"), Malformed)


def test_only_a_run_that_upgraded_counts_as_an_update() -> None:
    assert parse.last_apt_upgrade(HISTORY) == day(2026, 11, 18)


@pytest.mark.parametrize("text", ["", "Upgrade: x\nEnd-Date: 2026-13-45  99:99:99\n", "Start-Date: x\n" * 100])
def test_a_history_without_updates_knows_none(text: str) -> None:
    assert parse.last_apt_upgrade(text) is None


def test_the_newest_package_of_rpm_counts() -> None:
    assert parse.last_rpm_install("1763800000\n1764000000\n1700000000\n") == day(2025, 11, 24)


@pytest.mark.parametrize("text", ["", "package is not installed", "-5\n٣٣\n", "99999999999999999999\n"])
def test_rpm_without_times_is_malformed(text: str) -> None:
    assert isinstance(parse.last_rpm_install(text), Malformed)


def test_the_last_upgrade_of_pacman_counts() -> None:
    log = (
        "[2026-11-19T21:14:33+0100] [ALPM] upgraded openssl (3.6.0-1 -> 3.6.1-1)\n"
        "[2026-11-21T21:14:33+0100] [ALPM] installed jq (1.8-1)\n"
    )
    assert parse.last_pacman_upgrade(log) == day(2026, 11, 19)


def test_new_packages_are_no_waiting_updates_and_security_is_counted_apart() -> None:
    assert parse.apt_waiting(SIMULATION) == UpdatesWaiting(2, 1)


def test_nothing_to_upgrade_is_none_waiting() -> None:
    text = "Reading package lists...\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n"
    assert parse.apt_waiting(text) == UpdatesWaiting(0, 0)


@pytest.mark.parametrize("text", ["", "E: Could not open lock file", "\x00\x01"])
def test_what_is_no_simulation_is_malformed(text: str) -> None:
    assert isinstance(parse.apt_waiting(text), Malformed)


def test_the_updates_of_dnf_end_before_the_obsolete_packages() -> None:
    text = (
        "\nkernel.x86_64   6.17.8-300.fc43   updates\nvim.x86_64   9.1-1.fc43   updates\n\nObsoleting Packages\na b c\n"
    )
    assert parse.lines_waiting(text) == UpdatesWaiting(2)
    assert parse.lines_waiting("") == UpdatesWaiting(0)


@pytest.mark.parametrize(
    ("text", "automatic"),
    [
        ('APT::Periodic "";\nAPT::Periodic::Unattended-Upgrade "1";\n', True),
        ('APT::Periodic::Unattended-Upgrade "0";\n', False),
        ('APT::Periodic::Enable "0";\nAPT::Periodic::Unattended-Upgrade "1";\n', False),
        ('APT::Periodic::Update-Package-Lists "1";\n', False),
        ("", False),
    ],
)
def test_unattended_upgrades_must_be_on_and_not_switched_off_as_a_whole(text: str, automatic: bool) -> None:
    assert parse.apt_automatic(text) is automatic


@pytest.mark.parametrize(
    ("text", "active"), [("inactive\nactive\n", True), ("inactive\n", False), ("activating\n", False)]
)
def test_a_unit_is_active_by_its_own_word(text: str, active: bool) -> None:
    assert parse.any_active(text) is active


def test_no_answer_of_systemd_is_not_the_same_as_inactive() -> None:
    assert isinstance(parse.any_active(""), Malformed)
    assert isinstance(parse.any_enabled("\n"), Malformed)


def disks(*devices: dict[str, object]) -> str:
    return json.dumps({"blockdevices": list(devices)})


ROOT = {"type": "part", "fstype": "ext4", "mountpoint": "/", "rm": False}
BOOT = {"type": "part", "fstype": "vfat", "mountpoint": "/boot/efi", "rm": False}
STICK = {"type": "part", "fstype": "vfat", "mountpoint": "/media/anna/STICK", "rm": False}
LUKS = {"type": "part", "fstype": "crypto_LUKS", "mountpoint": None, "rm": False}


def crypt(*places: str) -> dict[str, object]:
    inner = [{"type": "lvm", "fstype": "ext4", "mountpoint": place, "rm": False} for place in places]
    return {**LUKS, "children": [{"type": "crypt", "fstype": "LVM2_member", "mountpoint": None, "children": inner}]}


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        (
            disks({"type": "disk", "mountpoint": None, "rm": False, "children": [BOOT, crypt("/", "[SWAP]")]}),
            Extent.ALL,
        ),
        (disks({"type": "disk", "mountpoint": None, "rm": False, "children": [BOOT, ROOT]}), Extent.NONE),
        (disks({"type": "disk", "mountpoint": None, "rm": False, "children": [ROOT, crypt("/home")]}), Extent.PART),
        (disks(crypt("/"), {"type": "disk", "mountpoint": None, "rm": True, "children": [STICK]}), Extent.ALL),
        (disks(crypt("/"), {"type": "disk", "mountpoint": None, "rm": "1", "children": [STICK]}), Extent.ALL),
        (
            disks(crypt("/"), {"type": "loop", "fstype": "squashfs", "mountpoint": "/snap/core/1", "rm": False}),
            Extent.ALL,
        ),
        (disks({"type": "disk", "fstype": "ext4", "mountpoint": "/", "rm": False}), Extent.NONE),
    ],
    ids=["all", "none", "home alone", "stick", "stick in words", "snap", "bare disk"],
)
def test_what_is_mounted_from_a_fixed_disk_must_lie_on_a_layer_of_encryption(text: str, extent: Extent) -> None:
    assert parse.disk_encryption(text) is extent


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"blockdevices": 3}', '{"blockdevices": []}', '{"blockdevices": [3, null]}', "[" * 100_000],
)
def test_a_list_without_mounted_disks_is_malformed(text: str) -> None:
    assert isinstance(parse.disk_encryption(text), Malformed)


def ruleset(*items: dict[str, object]) -> str:
    return json.dumps({"nftables": [{"metainfo": {"json_schema_version": 1}}, *items]})


TABLE = {"family": "inet", "table": "filter"}
INPUT = {**TABLE, "name": "input", "type": "filter", "hook": "input", "prio": 0}
FORWARD = {**TABLE, "table": "docker", "name": "forward", "hook": "forward", "policy": "drop"}
DROPS = {**TABLE, "chain": "input", "expr": [{"match": {}}, {"drop": None}]}
COUNTS = {**TABLE, "chain": "input", "expr": [{"counter": {}}, {"accept": None}]}


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        (ruleset({"chain": {**INPUT, "policy": "drop"}}), Extent.ALL),
        (ruleset({"chain": {**INPUT, "policy": "accept"}}, {"rule": DROPS}), Extent.ALL),
        (ruleset({"chain": {**INPUT, "policy": "accept"}}, {"rule": COUNTS}), Extent.NONE),
        (ruleset({"chain": FORWARD}, {"rule": {**DROPS, "table": "docker"}}), Extent.NONE),
        (ruleset(), Extent.NONE),
    ],
    ids=["policy", "rule", "counts only", "containers only", "empty"],
)
def test_a_packet_filter_is_on_when_it_can_stop_what_comes_in(text: str, extent: Extent) -> None:
    assert parse.packet_filter(text) is extent


@pytest.mark.parametrize(
    "text", ["", "{}", '{"nftables": 1}', '{"nftables": [{"chain": {"hook": "input"}}]}', '{"nftables": [1]}']
)
def test_a_ruleset_of_another_shape_is_malformed(text: str) -> None:
    assert isinstance(parse.packet_filter(text), Malformed)


def test_ufw_is_on_by_its_own_word() -> None:
    assert parse.ufw_enabled("# comment\nENABLED=yes\nLOGLEVEL=low\n") is Extent.ALL
    assert parse.ufw_enabled("ENABLED=no\n") is Extent.NONE


@pytest.mark.parametrize(
    ("text", "value"), [("uint32 300\n", "300"), ("true\n", "true"), ("'some text'\n", "some text"), ("10\n", "10")]
)
def test_a_setting_loses_its_type_and_quotes(text: str, value: str) -> None:
    assert parse.setting(text) == value


def test_several_lines_are_no_setting() -> None:
    assert isinstance(parse.setting("a\nb\n"), Malformed)


def test_an_administrator_is_known_by_the_group() -> None:
    assert parse.is_administrator("anna sudo cdrom\n") is True
    assert parse.is_administrator("anna sudoers cdrom\n") is False
    assert isinstance(parse.is_administrator("\n"), Malformed)


def test_only_a_backup_that_ended_well_counts() -> None:
    text = (
        "Result=success\nExecMainExitTimestamp=@1763800000\n\n"
        "Result=exit-code\nExecMainExitTimestamp=@1764000000\n\n"
        "Result=success\nExecMainExitTimestamp=\n"
    )
    assert parse.last_success(text) == day(2025, 11, 22)
    assert parse.last_success("Result=success\nExecMainExitTimestamp=\n") is None


def test_a_backup_program_that_never_ran_knows_no_day() -> None:
    assert parse.last_deja_dup("'2026-11-23T20:15:00.123456Z'\n") == day(2026, 11, 23)
    assert parse.last_deja_dup("''\n") is None
    assert isinstance(parse.last_deja_dup("'gisteren'\n"), Malformed)


@pytest.mark.parametrize(
    ("parser", "line"),
    [
        (parse.last_apt_upgrade, "Upgrade: a\nEnd-Date: 2026-11-18  06:12:09 \n"),
        (parse.apt_waiting, "Inst a [1 (\n"),
        (parse.apt_automatic, 'APT::Periodic::X "1";\n'),
        (parse.system, "A=b\n"),
        (parse.last_success, "Result=success\n\n"),
        (parse.last_pacman_upgrade, "[2026-11-19T21:14:33+0100] [ALPM] upgraded \n"),
    ],
)
def test_the_time_grows_with_the_text(parser: object, line: str) -> None:
    assert growth(parser, lambda times: line * times) < 40  # type: ignore[arg-type]
