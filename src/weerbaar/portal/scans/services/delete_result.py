"""Erases a result because its link holder wants that."""

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans import policies
from weerbaar.portal.scans.contents import NO_CONTENTS
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.selectors import run_of
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.states import Verb


def delete_result(holder: LinkHolder) -> None:
    """Erase the contents at once. The row stays a while, so that the link can say what happened.

    Raises:
        NoSuchRun: the link belongs to nothing, or to a run that has not ended.
    """
    run = run_of(holder)
    with transaction.atomic():
        if not (policies.may_delete(holder, run) and change_state(run.id, Verb.DELETE, actor=holder, **NO_CONTENTS)):
            raise NoSuchRun
        record_event(ScanEvent.DELETED, actor=holder, subject_id=run.id)
