"""Every value of a report in plain words, in both languages, and the message itself below it."""

import re
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

import weerbaar.scanner.report.device_text as module
from tests.scanner.checks.test_device_outcomes import CASES, SUPPORT
from tests.scanner.devices import GOOD, NOW, UNKNOWN, days_ago, device, report_of, seen
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.checks.device_outcomes import OUTCOMES, judge_device, status_of
from weerbaar.scanner.facts.device import (
    DEVICE_REASONS,
    Device,
    Edition,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
    parts,
)
from weerbaar.scanner.report.device_report import DeviceReport, Origin, document
from weerbaar.scanner.report.device_text import device_words, in_words, mark_of, meaning, render
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.report.text import Style
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.status import Status

OLD_LIST = "voor een deel, lijst niet bijgewerkt, lijst van 15 november 2026"


def judged(subject: Device) -> tuple[Finding, ...]:
    return judge_device(subject, NOW, SUPPORT)


def text(subject: Device = GOOD, language: Language = Language.NL, style: Style | None = None) -> str:
    return render(report_of(subject), judged(subject), language, style)


def flat(language: Language) -> dict[str, str]:
    path = Path(module.__file__).with_name(f"device_words.{language.value}.toml")
    tables = {key: table for key, table in tomllib.loads(path.read_text("utf-8")).items() if isinstance(table, dict)}
    return {f"{name}/{key}": words for name, table in tables.items() for key, words in table.items()}


def test_both_languages_have_the_same_words_with_the_same_placeholders() -> None:
    def fields(words: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(words) if field}

    dutch, english = flat(Language.NL), flat(Language.EN)
    assert {key: fields(words) for key, words in dutch.items()} == {
        key: fields(words) for key, words in english.items()
    }


@pytest.mark.parametrize("language", Language)
def test_sentences_are_short_and_calm(language: Language) -> None:
    for key, words in flat(language).items():
        assert "!" not in words, key
        assert not re.search(r"\b(helaas|eenvoudig|unfortunately|simply)\b", words.lower()), key
        for sentence in re.split(r"(?<=[.?:]) ", words):
            assert len(sentence.split()) <= 15, f"{key}: {sentence}"


@pytest.mark.parametrize("language", Language)
def test_every_outcome_has_a_sentence_and_every_failing_one_a_thing_to_do(language: Language) -> None:
    words = flat(language)
    for signal, outcomes in OUTCOMES.items():
        for name, outcome in outcomes.items():
            assert words[f"{signal}/{name}"]
            assert (f"{signal}/{name}_do" in words) == (outcome.status is Status.FAIL), name


@pytest.mark.parametrize("language", Language)
def test_there_is_a_word_for_everything(language: Language) -> None:
    words = flat(language)
    assert {f"parts/{name}" for name in parts()} <= words.keys()
    assert {f"products/{product.value}" for product in Product} <= words.keys()
    assert {f"editions/{edition.value}" for edition in Edition} <= words.keys()
    assert {f"values/{extent.value}" for extent in Extent} <= words.keys()
    assert {f"reasons/{reason.value}" for reason in DEVICE_REASONS} <= words.keys()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("signal", "outcome", "changes"), [(signal, *case) for signal, cases in CASES.items() for case in cases]
)
def test_every_finding_fills_its_sentence(
    signal: str, outcome: str, changes: dict[str, Any], language: Language
) -> None:
    finding = next(found for found in judged(device(**changes)) if found.check == signal)
    said, todo = meaning(finding, device_words(language))
    assert finding.outcome == outcome
    assert not re.search(r"[{}]|None", f"{said} {todo}")
    assert bool(todo) == (status_of(finding).status is Status.FAIL)


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("system", OperatingSystem(Product.DEBIAN, "12"), "Debian 12"),
        ("system", OperatingSystem(Product.ARCH, ""), "Arch Linux"),
        (
            "system",
            OperatingSystem(Product.WINDOWS, "26100", Edition.LONG_TERM),
            "Windows, versie 26100, uitgave met lange steun (LTSC)",
        ),
        ("last_update", days_ago(3), "21 november 2026"),
        ("last_update", None, "nooit, zover het apparaat weet"),
        ("updates_waiting", UpdatesWaiting(1204), "1.204"),
        ("updates_waiting", UpdatesWaiting(4, 2, days_ago(0)), "4, waarvan 2 voor de veiligheid (stand van 24 november 2026)"),
        ("automatic_updates", False, "nee"),
        ("disk_encryption", Extent.PART, "voor een deel"),
        ("firewall", Extent.NONE, "uit"),
        ("screen_lock", ScreenLock(301), "na 6 min. vraagt het om een wachtwoord"),
        ("screen_lock", ScreenLock(None), "nooit"),
        ("screen_lock", None, "er is geen scherm om te sluiten"),
        ("malware_protection", MalwareProtection(Extent.PART, False, days_ago(9)), OLD_LIST),
        ("malware_protection", None, "geen programma gevonden dat wij kennen"),
        ("everyday_administrator", True, "ja"),
        ("last_backup", days_ago(1), "23 november 2026"),
        ("last_backup", None, "geen gevonden met een programma dat wij kennen"),
    ],
)  # fmt: skip
def test_a_value_in_words(part: str, value: object, expected: str) -> None:
    assert in_words(part, seen(value), device_words(Language.NL)) == expected


def test_what_was_not_seen_is_said_with_its_reason() -> None:
    assert text(UNKNOWN).count("niet gezien: alleen de beheerder mag dit zien") == len(parts())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("subject", [GOOD, UNKNOWN])
def test_the_text_ends_with_exactly_the_message(subject: Device, language: Language) -> None:
    assert text(subject, language).endswith("\n" + document(report_of(subject)))


def test_the_text_says_what_is_not_in_the_message() -> None:
    assert "Geen naam van jou of van het apparaat." in text()
    assert "No name of you or of the device." in text(language=Language.EN)


def test_who_looked_is_told() -> None:
    report = DeviceReport(NOW, Origin.OSQUERY, "0.1.0", GOOD)
    first = " ".join(render(report, judged(GOOD), Language.NL).splitlines()[1:3])
    assert first == "Gekeken op 24 november 2026 om 10.30 uur door osquery, gelezen met Weerbaar 0.1.0."


def test_lines_fit_and_a_plain_terminal_gets_plain_letters() -> None:
    assert all(len(line) <= 80 for line in text(UNKNOWN).splitlines())
    assert text(GOOD, style=Style(unicode=False)).isascii()
    assert "\x1b" not in text()
    assert "\x1b[" in text(style=Style(colour=True))


@pytest.mark.parametrize(
    ("finding", "mark"),
    [
        (Finding("dev.disk_enc", "off"), Mark.FIRST),
        (Finding("dev.firewall", "off"), Mark.BETTER),
        (Finding("dev.firewall", "on"), Mark.FINE),
        (Finding("dev.av", "none-found"), Mark.NONE),
        (Finding("dev.lock", "not-applicable"), Mark.OFF),
    ],
)
def test_marks_are_those_of_every_report(finding: Finding, mark: Mark) -> None:
    assert mark_of(finding) is mark
