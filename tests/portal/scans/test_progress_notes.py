"""What a visitor may know while a scan runs."""

import json

from weerbaar.portal.scans.progress_notes import ProgressNotes, StageState
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.probes.probe import Stage
from weerbaar.scanner.scan.progress import CheckConcluded, StageEnded, StageStarted

FINDING = Finding("mail.dmarc-policy", "missing", {"name": "_dmarc.bakkerij.example"})


def test_before_the_scan_all_stages_wait() -> None:
    notes = ProgressNotes.from_json({})
    assert set(notes.stages.values()) == {StageState.WAITING}
    assert (notes.findings, notes.done, notes.total) == ([], 0, 0)


def test_what_a_scan_tells_is_written_down_and_can_be_read_again() -> None:
    notes = ProgressNotes()
    for progress in (
        StageStarted(Stage.ADDRESS),
        StageStarted(Stage.MAIL),
        CheckConcluded(FINDING, 1, 44),
        StageEnded(Stage.ADDRESS),
    ):
        notes.note(progress)
    again = ProgressNotes.from_json(json.loads(json.dumps(notes.to_json())))
    assert again == notes
    assert again.stages[Stage.ADDRESS] is StageState.ENDED
    assert again.stages[Stage.MAIL] is StageState.NOW
    assert again.stages[Stage.WEBSITE] is StageState.WAITING
    assert (again.done, again.total) == (1, 44)
