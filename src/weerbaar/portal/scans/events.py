"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class ScanEvent(StrEnum):
    """Everything that can happen to a run and is worth remembering."""

    STARTED = "visitor:scan-run:start"
    REPEATED = "link-holder:scan-run:repeat"
    KEPT = "person:scan-run:keep"
    ASKED = "person:scan-run:start"
    PLANNED = "scheduler:scan-run:start"
    TARGET_ADDED = "person:target:add"
    TARGET_REMOVED = "person:target:remove"
    PROVEN = "person:target:prove"
    PROOF_ENDED = "scheduler:target:end-proof"
    PROOF_MAILED = "person:target:mail-proof"
    AGREED = "person:target:agree"
    AGREEMENT_WITHDRAWN = "person:target:withdraw-agreement"
    CLAIMED = "worker:scan-run:claim"
    GIVEN_BACK = "worker:scan-run:give-back"
    FINISHED = "worker:scan-run:finish"
    BROKEN = "worker:scan-run:break"
    REQUEUED = "scheduler:scan-run:requeue"
    LOST = "scheduler:scan-run:lose"
    SENT_AGAIN = "scheduler:scan-task:send-again"
    EXPIRED = "scheduler:scan-run:expire"
    DELETED = "link-holder:scan-run:delete"
