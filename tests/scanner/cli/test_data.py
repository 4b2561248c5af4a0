"""`weerbaar data` lists what is known and how old it is, and renews it whole or not at all."""

import gzip
import io
import json
import os
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.parsers.test_preload_list import CHROMIUM
from weerbaar.scanner.checks import device_support
from weerbaar.scanner.cli.datasets import datasets
from weerbaar.scanner.parsers import product_versions, script_libraries, third_parties
from weerbaar.scanner.parsers.version_number import VersionNumber
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.vocabulary.reference_data import KEPT_FILES, current, read_table

Here = Callable[..., Ended]

TELLER = {"name": "Nieuwe Teller", "company": "Teller BV", "category": "analytics", "domains": ["*.teller.example"]}
OWNERS = json.dumps([TELLER, {"name": "Letters", "category": "cdn", "domains": ["letters.example", "*"]}])
WORDPRESS = [
    {"cycle": "7.0", "eol": False, "latest": "7.0.2"},
    {"cycle": "6.9", "eol": "2026-06-01", "latest": "6.9.5"},
    {"cycle": "4.6", "eol": "2016-12-06", "latest": "4.6.30"},
]
DRUPAL = [
    {"cycle": "11.3", "eol": False, "latest": "11.3.2"},
    {"cycle": "10.6", "eol": "2026-12-09", "latest": "10.6.3"},
]
ENDS = json.dumps({"wordpress": WORDPRESS, "drupal": DRUPAL})
SCRIPTING = {"atOrAbove": "3.0.0", "below": "9.0.0", "severity": "high", "cwe": ["CWE-79"]}
BUSY = {"below": "3.0.0", "severity": "high", "cwe": ["CWE-400"], "identifiers": {"githubID": "GHSA-aaaa"}}
HOLES = json.dumps({"jquery": {"vulnerabilities": [{**SCRIPTING, "identifiers": {"CVE": ["CVE-2027-1"]}}, BUSY]}})
VRPS = json.dumps({"roas": [{"prefix": "192.0.2.0/24", "maxLength": 24, "asn": 64500}]})
SUFFIXES = "// ===BEGIN ICANN DOMAINS===\nnl\nexample\n// ===END ICANN DOMAINS===\n"
RDAP = '{"objectClassName": "domain", "ldhName": "bakkerij.nl", "events": []}\n'
GOOD = {
    "third-parties": OWNERS,
    "product-versions": ENDS,
    "script-libraries": HOLES,
    "vrps": VRPS,
    "ris-v4": "% a remark\n64500\t192.0.2.0/24\t300\n",
    "ris-v6": "64500\t2001:db8::/32\t300\n",
    "rdap": RDAP,
    "hsts-preload": CHROMIUM,
    "public-suffix": SUFFIXES,
    "products": (third_parties.FILE.parent / "products.toml").read_text("utf-8"),
    "third-parties-local": third_parties.LOCAL_FILE.read_text("utf-8"),
    "device-support": device_support.FILE.read_text("utf-8"),
    "sign-in-places": (third_parties.FILE.parent / "sign_in_places.toml").read_text("utf-8"),
}
# For each, a text that is wrong, the line that is named, and a part of what is said.
BAD = {
    "third-parties": ('[\n{"name": "A"}]', 1, "entry 1"),
    "product-versions": ('{\n"wordpress": [\n}', 3, "no JSON"),
    "script-libraries": ('{"jquery": 1}', 1, "no library"),
    "vrps": ('{"roas": []}', 1, "no route authorisation"),
    "ris-v4": ("% a remark\n64500 192.0.2.0/24 300\n", 2, "no origin"),
    "ris-v6": ("% a remark\n", 1, "no route"),
    "rdap": (RDAP + "{}\n", 2, ""),
    "hsts-preload": ("{}", 1, ""),
    "public-suffix": ("<html>\n", 1, "no rule"),
    "products": ('id = "products"\nversion = \n', 2, "Invalid value"),
    "third-parties-local": ('id = "x"\n', 1, "no version"),
    "sign-in-places": ("", 1, "no id"),
    "device-support": (device_support.FILE.read_text("utf-8").replace('"10240"', '"tien"'), 17, "tien: no release"),
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's folder, still empty."""
    folder = tmp_path / "gegevens"
    monkeypatch.setenv("WEERBAAR_REFERENCE_DATA", str(folder))
    return folder


def source(tmp_path: Path, text: str) -> str:
    path = tmp_path / "bron"
    path.write_text(text, "utf-8")
    moment = datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    return str(path)


def test_every_dataset_is_tried_here() -> None:
    assert set(datasets()) == set(GOOD) == set(BAD)


@pytest.mark.parametrize("name", list(GOOD))
def test_good_data_takes_its_place_with_its_own_day(name: str, here: Here, tmp_path: Path, kept: Path) -> None:
    ended = here("data", "update", name, "--from", source(tmp_path, GOOD[name]))
    assert ended.code == 0, ended.err
    assert f"{name} staat nu in" in ended.err
    assert "2026-11-30" in ended.err
    assert [path.name for path in kept.iterdir()] == [datasets()[name].file]


@pytest.mark.parametrize("name", list(BAD))
def test_bad_data_is_refused_with_its_line_and_the_old_stays(name: str, here: Here, tmp_path: Path, kept: Path) -> None:
    kept.mkdir()
    old = kept / datasets()[name].file
    old.write_text("oud", "utf-8")
    text, line, said = BAD[name]
    ended = here("data", "update", name, "--from", source(tmp_path, text))
    assert ended.code == 2
    assert f"bron, regel {line}: {said}" in ended.err
    assert old.read_text("utf-8") == "oud"
    assert list(kept.iterdir()) == [old]


def test_a_folder_may_be_given(here: Here, tmp_path: Path) -> None:
    ended = here("data", "update", "vrps", "--from", source(tmp_path, VRPS), "--into", str(tmp_path / "daar"))
    assert (ended.code, ended.out) == (0, "")
    assert (tmp_path / "daar" / "vrps.json").read_text("utf-8") == VRPS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense", "--from", "x"), "Er zijn geen gegevens nonsense. Kies uit third-parties"),
        (("vrps", "--from", "x"), "Geef met --into een map, of noem er een in WEERBAAR_REFERENCE_DATA."),
        (("vrps", "--from", "nowhere", "--into", "x"), "nowhere is niet te lezen: het bestaat niet."),
        (("vrps", "--from", __file__, "--into", "x", "--taken-on", "gisteren"), "gisteren is geen dag"),
    ],
)
def test_a_command_that_cannot_be_carried_out_is_refused(arguments: tuple[str, ...], said: str, here: Here) -> None:
    ended = here("data", "update", *arguments)
    assert ended.code == 2
    assert said in ended.err


def test_packed_sources_are_unpacked(here: Here, tmp_path: Path, kept: Path) -> None:
    packed = tmp_path / "vrps.json.gz"
    packed.write_bytes(gzip.compress(VRPS.encode()))
    assert here("data", "update", "vrps", "--from", str(packed)).code == 0
    package = tmp_path / "third-party-web.tgz"
    with tarfile.open(package, "w:gz") as archive:
        member = tarfile.TarInfo("package/dist/entities-httparchive.json")
        member.size = len(OWNERS.encode())
        archive.addfile(member, io.BytesIO(OWNERS.encode()))
    assert here("data", "update", "third-parties", "--from", str(package)).code == 0
    assert sorted(path.name for path in kept.iterdir()) == ["third_parties.toml", "vrps.json"]


@pytest.mark.parametrize(("name", "content"), [("a.gz", b"no gzip"), ("a.tgz", b"no package"), ("a", b"\xff")])
def test_a_source_that_cannot_be_unpacked_is_refused(
    name: str, content: bytes, here: Here, tmp_path: Path, kept: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ended = here("data", "update", "vrps", "--from", str(path))
    assert ended.code == 2
    assert f"{name}, regel 1:" in ended.err


def test_renewed_owners_are_those_of_the_source(here: Here, tmp_path: Path, kept: Path) -> None:
    here("data", "update", "third-parties", "--from", source(tmp_path, OWNERS))
    table = current(third_parties.FILE)
    assert (table.version, str(table.checked_on), table.verified) == (2, "2026-11-30", True)
    owners = third_parties.read(table)
    assert sorted(owners) == ["letters.example", "teller.example"]
    assert owners["teller.example"].company == "Teller BV"
    assert owners["teller.example"].follows_visitors


def test_renewed_versions_keep_the_lengths_of_their_lines(here: Here, tmp_path: Path, kept: Path) -> None:
    here("data", "update", "product-versions", "--from", source(tmp_path, ENDS))
    products = product_versions.read(current(product_versions.FILE))
    assert [(line.start.parts, str(line.ends)) for line in products["drupal"].lines] == [
        ((11, 3), "None"),
        ((11,), "None"),
        ((10, 6), "2026-12-09"),
        ((10,), "2026-12-09"),
    ]
    # Of WordPress only the newest line is promised repairs, but older ones get them all the same: no end that we did not know.
    assert [str(line.ends) for line in products["wordpress"].lines] == ["None", "None", "2025-07-15"]
    assert products["wordpress"].lines[0].latest == VersionNumber((7, 0, 2))
    assert "plone" in products


@pytest.mark.parametrize("many", [True, False])
def test_the_newer_form_of_the_ends_is_read_as_well(many: bool, here: Here, tmp_path: Path, kept: Path) -> None:
    release = {"name": "14", "isEol": False, "eolFrom": "2029-06-30", "latest": {"name": "14.5.1"}}
    product = {"name": "typo3", "releases": [release, {"name": "13", "isEol": True, "eolFrom": None}]}
    text = json.dumps({"result": [product] if many else product})
    here("data", "update", "product-versions", "--from", source(tmp_path, text))
    lines = product_versions.read(current(product_versions.FILE))["typo3"].lines
    assert [(line.start.parts, str(line.ends), line.latest_text) for line in lines] == [
        ((14,), "2029-06-30", "14.5.1"),
        ((13,), "2026-11-30", ""),
    ]


def test_renewed_holes_are_weighed(here: Here, tmp_path: Path, kept: Path) -> None:
    here("data", "update", "script-libraries", "--from", source(tmp_path, HOLES))
    known = script_libraries.read(current(script_libraries.FILE))
    (jquery,) = [library for library in known.libraries if library.id == "jquery"]
    assert [(hole.id, hole.is_serious) for hole in jquery.holes] == [("CVE-2027-1", True), ("GHSA-aaaa", False)]
    assert len(known.libraries) == len(script_libraries.read(read_table(script_libraries.FILE)).libraries)
    assert known.hosts


def test_the_scanner_takes_what_the_folder_holds(here: Here, tmp_path: Path, kept: Path) -> None:
    for name in ("vrps", "ris-v4", "ris-v6", "rdap", "hsts-preload"):
        here("data", "update", name, "--from", source(tmp_path, GOOD[name]))
    settings = DoorSettings.from_environment()
    assert settings.vrps == kept / "vrps.json"
    assert settings.routes == (kept / "ris.v4.txt", kept / "ris.v6.txt")
    assert settings.registrations == kept / "rdap.jsonl"
    assert settings.preload == kept / "preload.txt"
    assert {path.name for path in kept.iterdir()} == set(KEPT_FILES.values())


def test_a_file_that_is_named_outweighs_the_folder(
    here: Here, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = source(tmp_path, VRPS)
    here("data", "update", "vrps", "--from", named)
    monkeypatch.setenv("WEERBAAR_VRPS", named)
    assert DoorSettings.from_environment().vrps == Path(named)


def test_a_newer_list_of_suffixes_is_used(weerbaar: Here, here: Here, tmp_path: Path, kept: Path) -> None:
    here("data", "update", "public-suffix", "--from", source(tmp_path, SUFFIXES.replace("example", "bakkerij.example")))
    ended = weerbaar("scan", "bakkerij.example", WEERBAAR_REFERENCE_DATA=str(kept))
    assert ended.code == 2
    assert "is geen naam van één bedrijf" in ended.err


def test_an_own_table_that_cannot_be_read_or_is_older_is_passed_over(here: Here, kept: Path) -> None:
    kept.mkdir()
    own = kept / "third_parties.toml"
    built_in = read_table(third_parties.FILE)
    own.write_text("broken", "utf-8")
    assert current(third_parties.FILE) == built_in
    text = third_parties.FILE.read_text("utf-8")
    own.write_text(text.replace(f"checked_on = {built_in.checked_on}", "checked_on = 2025-01-01"), "utf-8")
    assert current(third_parties.FILE) == built_in


def test_the_list_names_every_table_and_every_file(here: Here, tmp_path: Path, kept: Path) -> None:
    here("data", "update", "vrps", "--from", source(tmp_path, VRPS))
    ended = here("data", "list")
    assert ended.code == 0
    rows = {line.split()[0]: line for line in ended.out.splitlines()}
    assert set(datasets()) | {"session-cookies", "claimable-services", "open-services"} <= set(rows)
    assert "dagen goed" in rows["products"]
    assert "ingebouwd" in rows["products"]
    assert "2026-11-30" in rows["vrps"]
    assert "eigen" in rows["vrps"]
    assert "niet aanwezig" in rows["rdap"]


def test_the_list_says_what_is_too_old(here: Here, tmp_path: Path, kept: Path) -> None:
    here("data", "update", "third-parties", "--from", source(tmp_path, OWNERS), "--taken-on", "2026-11-25")
    own = kept / "third_parties.toml"
    own.write_text(own.read_text("utf-8").replace("stale_after_days = 365", "stale_after_days = -300"), "utf-8")
    (row,) = [
        line for line in here("data", "list", "--lang", "en").out.splitlines() if line.startswith("third-parties ")
    ]
    assert "days too old" in row
    assert "own" in row


def test_a_mistake_in_an_option_points_to_the_help_of_the_command(here: Here) -> None:
    ended = here("data", "update", "vrps")
    assert ended.code == 2
    assert "weerbaar data --help" in ended.err


def test_a_list_of_suffixes_that_cannot_be_read_is_passed_over(weerbaar: Here, kept: Path) -> None:
    kept.mkdir()
    (kept / "public_suffix_list.dat").write_bytes(b"\xff")
    ended = weerbaar("scan", "co.uk", WEERBAAR_REFERENCE_DATA=str(kept))
    assert ended.code == 2
    assert "is geen naam van één bedrijf" in ended.err
