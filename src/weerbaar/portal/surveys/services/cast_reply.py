"""Takes one reply in: adds it to the numbers in the box, and forgets it. Nobody acts here, and nothing is written of who did."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.errors import ReplyFault, ReplyRefused
from weerbaar.portal.surveys.find import wave_by_link
from weerbaar.portal.surveys.models import BallotBox, SpentCode, Wave
from weerbaar.portal.surveys.seal import is_code_of, seal, unseal
from weerbaar.portal.surveys.words import WaveState
from weerbaar.questionnaires.survey_bank import Answers
from weerbaar.questionnaires.survey_count import REPLIES, add_reply

MOST_REPLIES = 5000  # more than any area has companies; a machine that answers on and on fills no more than this


def assert_may_reply(link_token: str, code: str, *, on: date | None = None) -> None:
    """Says before the first question what would be refused after the last.

    Raises:
        NoSuchWave: the link opens nothing.
        ReplyRefused: with why.
    """
    _assert_open(wave_by_link(link_token), code, on or timezone.localdate())


def cast_reply(link_token: str, code: str, answers: Answers, *, on: date | None = None) -> None:
    """Count these answers. `code` is empty for whoever has the open link alone.

    Raises:
        NoSuchWave: the link opens nothing.
        ReplyRefused: with why; nothing was counted.
        BoxStaysShut: our key does not open the box.
    """
    on = on or timezone.localdate()
    wave = wave_by_link(link_token)
    try:
        with transaction.atomic():
            # The box is the lock: replies come in one by one, and none after the end.
            box = BallotBox.objects.select_for_update().filter(wave=wave).first()
            wave.refresh_from_db(fields=["state", "closes_on"])
            _assert_open(wave, code, on)
            if box is None:
                raise ReplyRefused(ReplyFault.NOT_OPEN)
            if code:
                SpentCode.objects.create(wave=wave, code_hash=fingerprint(code))
            counts = unseal(wave.id, box.cells, bytes(box.sealed))
            if counts[REPLIES] >= MOST_REPLIES:
                raise ReplyRefused(ReplyFault.FULL)
            box.sealed = seal(wave.id, box.cells, add_reply(counts, the_survey(), answers))
            box.save(update_fields=["sealed"])
    except IntegrityError as error:
        raise ReplyRefused(ReplyFault.CODE_SPENT) from error


def _assert_open(wave: Wave, code: str, on: date) -> None:
    if wave.state != WaveState.OPEN.value or not wave.opens_on <= on <= wave.closes_on:
        raise ReplyRefused(ReplyFault.NOT_OPEN)
    if code and not is_code_of(wave.id, code):
        raise ReplyRefused(ReplyFault.CODE_UNKNOWN)
    if code and SpentCode.objects.filter(wave=wave, code_hash=fingerprint(code)).exists():
        raise ReplyRefused(ReplyFault.CODE_SPENT)
    if not code and not wave.open_link:
        raise ReplyRefused(ReplyFault.CODE_NEEDED)
