"""Answers that are filled in are held beside the truth, and a wrong one is found."""

from typing import Any

from lab.prefill import FilledIn, filled_in

GOOD_MAIL = {
    "mail.spf-record": "present",
    "mail.spf-all": "fail",
    "mail.dmarc-policy": "reject",
    "mail.dkim-presence": "found",
}


def document(**changed: str) -> dict[str, Any]:
    """A company whose mail was seen like this; names have _ for the dot and the hyphen."""
    said = {**GOOD_MAIL, **{name.replace("__", ".").replace("_", "-"): value for name, value in changed.items()}}
    return {"target": "a.nl", "findings": [{"check": check, "outcome": outcome} for check, outcome in said.items()]}


def only(truth: list[str], seen: dict[str, Any]) -> list[FilledIn]:
    return [item for item in filled_in({"a.nl": truth}, [seen]) if item.question == "BP3-06"]


def test_what_is_true_has_no_fault() -> None:
    assert only([], document()) == [FilledIn("a.nl", "BP3-06", "yes", "")]
    seen = document(mail__dmarc_policy="missing")
    assert [item.fault for item in only(["mail.dmarc-policy/missing"], seen)] == [""]


def test_a_yes_beside_a_fault_is_wrong() -> None:
    assert [item.fault for item in only(["mail.dmarc-policy/missing"], document())] == [
        "mail.dmarc-policy/missing fails"
    ]


def test_a_no_beside_no_fault_is_wrong() -> None:
    seen = document(mail__dmarc_policy="missing")
    assert [item.fault for item in only([], seen)] == ["nothing that it rests on fails"]


def test_an_answer_to_what_could_not_be_measured_is_wrong() -> None:
    truth = ["mail.dkim-presence/not-determined"]
    assert [item.fault for item in only(truth, document())] == ["mail.dkim-presence could not be measured"]
    assert only(truth, document(mail__dkim_presence="not-determined")) == []
