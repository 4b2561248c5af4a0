"""The process that looks at the clock: what must happen without anybody asking."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import django
from django.conf import settings
from django.db import close_old_connections

from weerbaar.portal.serve.lifeline import hold_lifeline

_log = logging.getLogger(__name__)
_TICK_S = 0.5


@dataclass
class Duty:
    """Something to do every so many seconds. Two schedulers may do it at the same time: that is harmless for each duty."""

    do: Callable[[], object]
    every_s: float
    due_at: float = 0.0


def duties() -> list[Duty]:
    """All of them."""
    from weerbaar.portal.action_plans.services.hand_over import take_back_expired
    from weerbaar.portal.action_plans.services.report_action import prove_reported
    from weerbaar.portal.api_access.services.answer_once import forget_answers
    from weerbaar.portal.api_access.services.deliver_events import forget_deliveries, send_due
    from weerbaar.portal.inspections.open311.report_points import send_due_reports
    from weerbaar.portal.joint_purchases.services.find_common_causes import find_common_causes
    from weerbaar.portal.joint_purchases.services.move_purchases import close_purchases, count_sign_ups
    from weerbaar.portal.parks.services.keep_list_file import forget_list_files
    from weerbaar.portal.providers.services.draw_seeds import draw_seeds
    from weerbaar.portal.quotes.services.end_abandoned import end_abandoned
    from weerbaar.portal.quotes.services.end_requests import end_requests
    from weerbaar.portal.quotes.services.follow_scan import note_reopened, prove_delivered
    from weerbaar.portal.scans.services.check_proof import recheck_proofs
    from weerbaar.portal.scans.services.expire_runs import expire_runs
    from weerbaar.portal.scans.services.forget_visitors import forget_visitors
    from weerbaar.portal.scans.services.monitor_targets import monitor_targets
    from weerbaar.portal.scans.services.prune_tasks import prune_tasks
    from weerbaar.portal.scans.services.read_cloud import read_due_clouds
    from weerbaar.portal.scans.services.reconcile_queue import reconcile_queue
    from weerbaar.portal.scans.services.requeue_lost_runs import requeue_lost_runs
    from weerbaar.portal.scans.services.watch_target import look_again
    from weerbaar.portal.surveys.services.run_wave import tend_waves
    from weerbaar.portal.web.letters.audits import send_kvo_reminders
    from weerbaar.portal.web.letters.digest import send_digests
    from weerbaar.portal.web.letters.joint_purchases import send_purchase_letters
    from weerbaar.portal.web.letters.points import send_point_letters
    from weerbaar.portal.web.letters.reminders import send_reminders

    return [
        Duty(requeue_lost_runs, settings.SCAN_BEAT_S),
        Duty(reconcile_queue, 30.0),
        Duty(expire_runs, 60.0),
        Duty(forget_visitors, 600.0),
        Duty(prune_tasks, 3600.0),
        Duty(forget_list_files, 3600.0),
        Duty(recheck_proofs, 600.0),
        Duty(read_due_clouds, 600.0),
        Duty(monitor_targets, 300.0),
        Duty(look_again, 60.0),
        Duty(prove_reported, 60.0),
        Duty(take_back_expired, 300.0),
        Duty(prove_delivered, 60.0),
        Duty(note_reopened, 3600.0),
        Duty(end_abandoned, 60.0),
        Duty(end_requests, 300.0),
        Duty(send_due, 5.0),
        Duty(forget_answers, 3600.0),
        Duty(forget_deliveries, 3600.0),
        Duty(draw_seeds, 600.0),
        Duty(count_sign_ups, 300.0),
        Duty(close_purchases, 60.0),
        Duty(find_common_causes, 900.0),
        Duty(send_purchase_letters, 300.0),
        Duty(tend_waves, 900.0),
        Duty(send_point_letters, 300.0),
        Duty(send_due_reports, 30.0),
        Duty(send_reminders, 900.0),
        Duty(send_kvo_reminders, 3600.0),
        Duty(send_digests, 900.0),
    ]


def tick(all_duties: list[Duty], now: float) -> None:
    """Do what is due. A duty that fails is tried again when it is due again, and keeps no other from its turn."""
    for duty in all_duties:
        if now < duty.due_at:
            continue
        duty.due_at = now + duty.every_s
        try:
            duty.do()
        except Exception:
            _log.exception("duty failed", extra={"duty": getattr(duty.do, "__name__", "?")})


def main() -> None:
    """Tick until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.portal.config.settings")
    django.setup()
    ended = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    hold_lifeline()
    all_duties = duties()
    while not ended.wait(_TICK_S):
        close_old_connections()
        tick(all_duties, time.monotonic())


if __name__ == "__main__":
    main()
