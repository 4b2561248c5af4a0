"""Who may do what with a run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.scans.errors import Refusal
from weerbaar.portal.scans.limits import ScanLimits, limits
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.policies import Tally, may_delete, may_repeat, may_see, may_start
from weerbaar.portal.scans.states import State
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.opt_out import OptOut

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LIMITS = ScanLimits(
    per_visitor=10,
    at_once_per_visitor=3,
    per_target=6,
    queue=200,
    fresh=timedelta(minutes=5),
    kept=timedelta(days=30),
    kept_for_company=timedelta(days=800),
    tombstone=timedelta(days=180),
    timeout_s=30,
    beat_s=5,
    silence=timedelta(seconds=30),
    attempts=3,
    opted_out=OptOut(frozenset({"liever-niet.nl"})),
)
AGAIN = NOW + timedelta(minutes=12)


def tally(**counts: int) -> Tally:
    base = {"by_visitor": 0, "by_visitor_now": 0, "of_target": 0, "queued": 0, **counts}
    return Tally(**base, visitor_again=AGAIN, target_again=AGAIN)


@pytest.mark.parametrize(
    ("target", "counts", "why", "until"),
    [
        ("bakkerij.nl", {}, None, None),
        ("bakkerij.nl", {"by_visitor": 9, "by_visitor_now": 2, "of_target": 5, "queued": 199}, None, None),
        ("bakkerij.nl", {"by_visitor": 10}, Refusal.TOO_MANY_FROM_HERE, AGAIN),
        ("bakkerij.nl", {"by_visitor_now": 3}, Refusal.TOO_MANY_AT_ONCE, None),
        ("bakkerij.nl", {"of_target": 6}, Refusal.TOO_MANY_OF_TARGET, AGAIN),
        ("bakkerij.nl", {"queued": 200}, Refusal.QUEUE_FULL, None),
        ("liever-niet.nl", {}, Refusal.OPTED_OUT, None),
        ("winkel.liever-niet.nl", {}, Refusal.OPTED_OUT, None),
    ],
)
def test_a_visitor_may_start_a_scan_until_a_limit_is_reached(
    target: str, counts: dict[str, int], why: Refusal | None, until: datetime | None
) -> None:
    refused = may_start(DomainName.parse(target), tally(**counts), LIMITS)
    assert (refused and refused.why, refused and refused.until) == (why, until)


def run_with(token: str, state: State, finished_at: datetime | None = None) -> ScanRun:
    return ScanRun(token_hash=fingerprint(token), state=state, finished_at=finished_at)


def test_only_the_secret_of_the_link_opens_a_run() -> None:
    token = new_token()
    run = run_with(token, State.DONE)
    assert may_see(LinkHolder(token), run)
    assert not may_see(LinkHolder(new_token()), run)
    assert not may_see(LinkHolder(""), run)


@pytest.mark.parametrize(("state", "allowed"), [(state, state in {State.DONE, State.FAILED}) for state in State])
def test_a_run_can_be_deleted_once_it_has_ended(state: State, allowed: bool) -> None:
    token = new_token()
    assert may_delete(LinkHolder(token), run_with(token, state)) is allowed
    assert not may_delete(LinkHolder(new_token()), run_with(token, state))


def test_a_result_is_not_measured_again_while_it_is_fresh() -> None:
    token = new_token()
    run = run_with(token, State.DONE, finished_at=NOW)
    refused = may_repeat(LinkHolder(token), run, NOW + timedelta(minutes=4), LIMITS)
    assert refused is not None
    assert (refused.why, refused.until) == (Refusal.TOO_SOON, NOW + timedelta(minutes=5))
    assert may_repeat(LinkHolder(token), run, NOW + timedelta(minutes=5), LIMITS) is None


def test_a_run_that_failed_may_be_tried_again_at_once() -> None:
    token = new_token()
    assert may_repeat(LinkHolder(token), run_with(token, State.FAILED, finished_at=NOW), NOW, LIMITS) is None


def test_the_file_of_who_stays_unmeasured_adds_to_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SCAN_OPTED_OUT = ("liever-niet.nl",)
    path = tmp_path / "niet-meten.txt"
    path.write_text("ook-niet.nl\n192.0.2.0/24\n", "utf-8")
    monkeypatch.setenv("WEERBAAR_OPT_OUT", str(path))
    assert limits().opted_out.names == {"liever-niet.nl", "ook-niet.nl"}
