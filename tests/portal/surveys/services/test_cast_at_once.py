"""Replies that come in at the same moment: none is lost, and a code counts once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.portal.surveys.area import REPLY, opened, survey_area
from weerbaar.portal.surveys.errors import ReplyFault, ReplyRefused
from weerbaar.portal.surveys.models import BallotBox
from weerbaar.portal.surveys.seal import new_code, unseal
from weerbaar.portal.surveys.services.cast_reply import cast_reply

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def together(casts: list[Callable[[], None]]) -> list[ReplyFault | None]:
    """What became of each."""

    def one(cast: Callable[[], None]) -> ReplyFault | None:
        try:
            cast()
        except ReplyRefused as refused:
            return refused.fault
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, casts))


def test_replies_at_the_same_moment_all_count_and_one_code_counts_once() -> None:
    wave = opened(survey_area())
    code = new_code(wave.id)
    assert together([lambda: cast_reply(wave.link_token, "", REPLY)] * AT_ONCE) == [None] * AT_ONCE
    said = together([lambda: cast_reply(wave.link_token, code, REPLY)] * AT_ONCE)
    assert sorted(map(str, said)) == sorted(["None", *[str(ReplyFault.CODE_SPENT)] * (AT_ONCE - 1)])
    box = BallotBox.objects.get(wave=wave)
    counts = unseal(wave.id, box.cells, bytes(box.sealed))
    assert counts["replies"] == counts["KS-03/yes"] == AT_ONCE + 1
