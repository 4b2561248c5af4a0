"""The audit trail."""

import uuid
from enum import StrEnum

import pytest

from weerbaar.portal.audit.models import Event, HistoryIsFixed
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.audit.services.record_event import GRAMMAR, record_event
from weerbaar.portal.core.actors import WORKER, Visitor
from weerbaar.portal.scans.events import ScanEvent

pytestmark = pytest.mark.django_db
SUBJECT = uuid.UUID(int=7)


class Wrong(StrEnum):
    TWO_PARTS = "scan:start"
    CAPITALS = "Visitor:scan:start"


def test_an_event_keeps_the_kind_of_actor_and_never_the_address() -> None:
    record_event(ScanEvent.STARTED, actor=Visitor("192.0.2.7"), subject_id=SUBJECT)
    (event,) = events_about(SUBJECT)
    assert (event.word, event.actor) == ("visitor:scan-run:start", "visitor")
    assert "192.0.2.7" not in repr(Event.objects.values().get())


def test_events_about_a_subject_come_in_the_order_in_which_they_happened() -> None:
    record_event(ScanEvent.STARTED, actor=Visitor("192.0.2.7"), subject_id=SUBJECT)
    record_event(ScanEvent.CLAIMED, actor=WORKER, subject_id=SUBJECT, attempt=1)
    record_event(ScanEvent.STARTED, actor=Visitor("192.0.2.7"), subject_id=uuid.UUID(int=8))
    assert [event.word for event in events_about(SUBJECT)] == [ScanEvent.STARTED, ScanEvent.CLAIMED]


@pytest.mark.parametrize("word", list(Wrong))
def test_a_word_that_is_not_subject_object_verb_is_refused(word: Wrong) -> None:
    with pytest.raises(ValueError, match="subject:object:verb"):
        record_event(word, actor=WORKER, subject_id=SUBJECT)


def test_all_words_of_scans_follow_the_grammar() -> None:
    assert [word for word in ScanEvent if not GRAMMAR.match(word)] == []


def test_nothing_that_was_written_down_can_be_changed_or_erased() -> None:
    record_event(ScanEvent.STARTED, actor=WORKER, subject_id=SUBJECT)
    event = Event.objects.get()
    event.word = "visitor:scan-run:delete"
    for rewrite in (
        event.save,
        event.delete,
        lambda: Event.objects.update(word="x"),
        lambda: Event.objects.all().delete(),
    ):
        with pytest.raises(HistoryIsFixed):
            rewrite()
    assert Event.objects.get().word == ScanEvent.STARTED
