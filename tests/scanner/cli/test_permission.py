"""`weerbaar scan --authorisation` goes further only where the owner agreed, and refuses before anything is measured."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.cli.test_messages import flat
from tests.scanner.report.sheets import bad_sheet, result_of
from weerbaar.scanner.cli import measuring
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.errors import AuthorisationFault
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness
from weerbaar.scanner.vocabulary.language import Language

Here = Callable[..., Ended]
AGREED = """\
granted_by = "Anna, owner of the bakery (fictional)"
names = ["bakkerij.example"]
addresses = ["198.18.4.1/32"]
intrusiveness = "ACTIVE"
until = 9999-12-31T00:00:00Z
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[ScanRequest]:
    """What was asked of the scanner, which answers with stored facts."""
    requests: list[ScanRequest] = []

    async def scan(request: ScanRequest, keeper: object, *, listener: object = None) -> ScanResult:
        requests.append(request)
        return result_of(bad_sheet(request.target.ascii))

    monkeypatch.setattr(measuring, "scan", scan)
    return requests


@pytest.fixture
def agreement(tmp_path: Path) -> Callable[[str], str]:
    """Writes an agreement and gives the name of its file."""

    def write(text: str) -> str:
        path = tmp_path / "toestemming.toml"
        path.write_text(text, "utf-8")
        return str(path)

    return write


def test_an_agreement_makes_the_scan_go_as_far_as_it_grants(
    here: Here, asked: list[ScanRequest], agreement: Callable[[str], str]
) -> None:
    ended = here("scan", "bakkerij.example", "--authorisation", agreement(AGREED))
    assert (ended.code, ended.err) == (0, "")
    assert asked[0].intrusiveness is Intrusiveness.ACTIVE
    assert asked[0].authorisation is not None
    assert asked[0].authorisation.granted_by.startswith("Anna")


def test_without_an_agreement_the_scan_stays_outside(here: Here, asked: list[ScanRequest]) -> None:
    assert here("scan", "bakkerij.example").code == 0
    assert (asked[0].intrusiveness, asked[0].authorisation) == (Intrusiveness.PASSIVE, None)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("9999-12-31T00:00:00Z", "2020-01-01T00:00:00Z", "De toestemming in {} gold tot 2020-01-01 00:00 +0000.\n"),
        ("bakkerij.example", "slager.example", "{} geeft geen toestemming voor bakkerij.example.\n"),
        (
            "198.18.4.1/32",
            "198.0.0.0/8",
            "Regel 3 van {} klopt niet: 198.0.0.0/8 is te groot, hooguit een /20 of een /40.\n",
        ),
        ("ACTIVE", "ALL", "Regel 4 van {} klopt niet: ALL is geen PASSIVE, LIGHT of ACTIVE.\n"),
        ("names = ", "names ", "Regel 2 van {} klopt niet: dit is geen TOML.\n"),
    ],
)
def test_what_cannot_be_relied_on_is_one_sentence_and_no_scan(
    here: Here, asked: list[ScanRequest], agreement: Callable[[str], str], old: str, new: str, sentence: str
) -> None:
    file = agreement(AGREED.replace(old, new))
    ended = here("scan", "bakkerij.example", "--authorisation", file)
    assert (ended.code, ended.out, ended.err) == (2, "", sentence.format(file))
    assert asked == []


def test_one_name_outside_the_agreement_stops_them_all(
    here: Here, asked: list[ScanRequest], agreement: Callable[[str], str]
) -> None:
    ended = here("scan", "bakkerij.example", "slager.example", "--authorisation", agreement(AGREED))
    assert ended.code == 2
    assert "slager.example" in ended.err
    assert asked == []


def test_a_file_that_is_not_there_is_one_sentence(here: Here, asked: list[ScanRequest]) -> None:
    ended = here("scan", "bakkerij.example", "--authorisation", "/nergens.toml")
    assert (ended.code, ended.err) == (2, "/nergens.toml is niet te lezen: het bestaat niet.\n")
    assert asked == []


@pytest.mark.parametrize("language", Language)
def test_every_fault_of_an_agreement_has_its_words(language: Language) -> None:
    assert {f"permission.{fault.value}" for fault in AuthorisationFault} <= flat(language).keys()
