"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class TrajectoryEvent(StrEnum):
    """Everything that happens in a trajectory and is worth remembering."""

    BEGUN = "person:trajectory:begin"
    PHASE_PASSED = "person:phase:pass"
    PHASE_WAIVED = "person:phase:waive"
    PAPER_WRITTEN = "person:paper:write"
    PAPER_SUBMITTED = "person:paper:submit"
    PAPER_ADOPTED = "person:paper:adopt"
    PAPER_SIGNED = "person:paper:sign"
    PAPER_EXCUSED = "person:paper:excuse"
    MEASURE_ADDED = "person:measure:add"
    MEASURE_CHANGED = "person:measure:change"
    MEASURE_AGREED = "person:measure:agree"
    MEASURE_STARTED = "person:measure:start"
    MEASURE_DONE = "person:measure:finish"
    MEASURE_CHECKED = "person:measure:check"
    MEASURE_DROPPED = "person:measure:drop"
    MEASURE_REOPENED = "person:measure:reopen"
    MEASURE_REDATED = "person:measure:redate"
    MEASURE_LINKED = "person:measure:link"
    SCAN_BROUGHT = "person:signed-scan:bring"
    SCAN_CHECKED = "person:signed-scan:check"
    SCAN_REMOVED = "person:signed-scan:remove"
    SAFETY_PLAN_ENTERED = "person:safety-plan:enter"
    SAFETY_PLAN_CHANGED = "person:safety-plan:change"
    GOAL_SET = "person:goal:set"
    CERTIFIED = "certificate:trajectory:certify"
    CERTIFICATE_ENDED = "certificate:trajectory:end"
