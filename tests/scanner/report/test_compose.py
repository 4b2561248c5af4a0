"""From facts to the document that every form prints."""

import pytest

from tests.scanner.report.sheets import AT, NAME, absent_sheet, bad_sheet, result_of, unseen_sheet
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.facts import mail
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.report.compose import compose, proof
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.language import Language

LATER = AT.replace(hour=12)


def test_tasks_come_by_severity_then_by_minutes() -> None:
    report = compose(result_of(bad_sheet()), Language.NL)
    assert [task.key for task in report.first][:2] == ["mail.spf-all/pass-all", "mail.dmarc-policy/missing"]
    marks = [task.mark for task in report.tasks]
    assert marks == sorted(marks, key=[Mark.FIRST, Mark.BETTER].index)
    urgent = [task.minutes for task in report.tasks if task.mark is Mark.FIRST]
    assert urgent == sorted(urgent)


@pytest.mark.parametrize("language", Language)
def test_a_task_has_everything_that_is_needed_to_do_it(language: Language) -> None:
    for task in compose(result_of(bad_sheet()), language).tasks:
        assert task.title
        assert not task.title.endswith(".")
        assert task.what
        assert task.why
        assert task.steps
        assert task.message
        assert task.minutes > 0
        assert task.time
        assert task.cost
        assert task.who
        assert task.topic


def test_the_two_languages_tell_the_same() -> None:
    result = result_of(bad_sheet())
    dutch, english = compose(result, Language.NL), compose(result, Language.EN)
    assert [task.key for task in dutch.tasks] == [task.key for task in english.tasks]
    assert [count.number for count in dutch.counts] == [count.number for count in english.counts]
    assert dutch.sentence == "Hier kun je beginnen. Doe eerst deze drie dingen."
    assert english.sentence == "You can start here. Do these three things first."
    assert english.measured_on == "24 November 2026 at 09.14"


def test_every_finding_is_a_point_and_what_does_not_apply_is_not_counted() -> None:
    result = result_of(bad_sheet())
    report = compose(result, Language.NL)
    points = [point for chapter in report.chapters for point in chapter.points]
    assert sorted(point.key for point in points) == sorted(finding.key for finding in result.findings)
    off = sum(point.mark is Mark.OFF for point in points)
    assert sum(count.number for count in report.counts) == len(points) - off
    assert len(report.fine) == sum(point.mark is Mark.FINE for point in points)


def test_chapters_and_points_are_in_a_fixed_order() -> None:
    report = compose(result_of(bad_sheet()), Language.NL)
    areas = [chapter.area for chapter in report.chapters]
    assert areas == [area for area in ("mail", "web", "tls", "dns", "ipv6") if area in areas]
    for chapter in report.chapters:
        marks = [list(Mark).index(point.mark) for point in chapter.points]
        assert marks == sorted(marks)


def test_what_was_missed_is_told_once_for_each_reason() -> None:
    report = compose(result_of(bad_sheet()), Language.NL)
    timed_out = [text for text in report.missed if text.startswith("De server gaf binnen de tijd geen antwoord.")]
    assert len(timed_out) == 1
    assert "Einddatum van het slotje (certificaat), " in timed_out[0]
    assert " punten." in timed_out[0]


def test_evidence_of_a_hostile_server_loses_its_control_characters() -> None:
    sheet = bad_sheet(spf="v=spf1 \x1b[31m\u202e\x00 +all")
    report = compose(result_of(sheet), Language.NL)
    texts = [point.seen for chapter in report.chapters for point in chapter.points]
    assert any("[31m" in text for text in texts)
    assert not [text for text in texts if set(text) & set("\x1b\u202e\x00\n")]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", Reason)
def test_a_scan_that_saw_nothing_praises_nothing(reason: Reason, language: Language) -> None:
    report = compose(result_of(unseen_sheet(reason)), language)
    assert report.tasks == ()
    assert report.fine == ()
    assert not [
        word for word in ("op weg", "goed voor", "in orde", "your way", "good shape") if word in report.sentence
    ]


def test_a_name_that_does_not_exist_has_no_details() -> None:
    report = compose(result_of(absent_sheet()), Language.NL)
    assert report.sentence == "Deze domeinnaam bestaat niet. Er viel niets te meten."
    assert report.chapters == ()
    assert report.missed == ()
    assert not report.complete
    assert report.how[0] == "Deze domeinnaam staat niet in het register van namen. Controleer de schrijfwijze."


def test_an_international_name_is_shown_as_its_owner_writes_it() -> None:
    report = compose(result_of(bad_sheet("xn--bakkerij-frtsen-6sb.example")), Language.NL)
    assert "xn--" not in report.target
    assert report.target.endswith(".example")


def test_how_tells_what_the_scan_asked_of_the_world() -> None:
    text = " ".join(compose(result_of(bad_sheet(), connections=1, queries=84), Language.NL).how)
    assert "Dat kostte 1 verbinding en 84 vragen aan naamservers, in 4 seconden." in text
    assert f"van buiten naar {NAME}." in text


def test_the_proof_depends_on_the_facts_alone() -> None:
    result = result_of(bad_sheet())
    later = result_of(bad_sheet(), started_at=LATER, duration_s=9.0)
    assert compose(result, Language.NL).proof == compose(later, Language.EN).proof
    assert len(proof(result.sheet)) == 16
    changed = bad_sheet(spf="v=spf1 -all")
    assert proof(changed) != proof(result.sheet)


def test_the_proof_survives_storing() -> None:
    result = result_of(bad_sheet())
    assert proof(ScanResult.from_json(result.to_json()).sheet) == proof(result.sheet)


def test_a_report_of_every_check_can_be_made() -> None:
    sheet = unseen_sheet(Reason.TIMEOUT)
    report = compose(result_of(sheet), Language.EN)
    assert sum(len(chapter.points) for chapter in report.chapters) == len(catalogue())
    assert mail.MX in sheet
