"""Counts and settings of a cloud become words of closed lists, and what it did not tell becomes nothing."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from tests.questionnaires.builders import NOW
from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.cloud_signals import (
    MEDIUM_SIZED,
    VALUES,
    CloudFacts,
    Reach,
    Sharing,
    cloud_signal_values,
    cloud_signals,
)
from weerbaar.questionnaires.load_bank import load_bank

FULL = CloudFacts(
    people=10,
    with_second_step=10,
    second_step_required=Reach.ALL,
    administrators=2,
    daily_administrators=0,
    old_sign_in_blocked=Reach.ALL,
    idle=0,
    sharing=Sharing.NOBODY,
    forwarding_blocked=True,
    audit_log=True,
    devices=10,
    devices_in_order=10,
    computers=10,
)


def values(facts: CloudFacts) -> dict[str, str]:
    return {signal.name: signal.value for signal in cloud_signals([(facts, NOW)])}


def test_a_cloud_in_which_all_is_well_has_the_best_of_every_list() -> None:
    assert values(FULL) == {name: known[0] for name, known in VALUES.items()}


def test_what_was_not_told_is_no_signal() -> None:
    assert values(CloudFacts()) == {}
    for field in fields(CloudFacts):
        told = values(replace(FULL, **{field.name: None}))
        assert set(told) <= set(VALUES)
        assert all(told[name] == VALUES[name][0] for name in told)


@pytest.mark.parametrize(
    ("change", "signal", "value"),
    [
        ({"with_second_step": 8}, "cloud.mfa_coverage", "most"),
        ({"with_second_step": 7}, "cloud.mfa_coverage", "some"),
        ({"with_second_step": 0}, "cloud.mfa_coverage", "none"),
        ({"second_step_required": Reach.SOME}, "cloud.mfa_enforced", "some"),
        ({"administrators": 4}, "cloud.admins", "few-separate"),
        ({"administrators": 5, "daily_administrators": None}, "cloud.admins", "many"),
        ({"daily_administrators": 1}, "cloud.admins", "few-daily"),
        ({"old_sign_in_blocked": Reach.SOME}, "cloud.legacy_auth", "partly"),
        ({"old_sign_in_blocked": Reach.NONE}, "cloud.legacy_auth", "allowed"),
        ({"idle": 1}, "cloud.stale_users", "few"),
        ({"idle": 2}, "cloud.stale_users", "many"),
        ({"sharing": Sharing.KNOWN}, "cloud.ext_sharing", "limited"),
        ({"sharing": Sharing.ANYBODY}, "cloud.ext_sharing", "open"),
        ({"forwarding_blocked": False}, "cloud.ext_sharing", "open"),
        ({"forwarding_blocked": None}, "cloud.ext_sharing", "closed"),
        ({"audit_log": False}, "cloud.audit_log", "empty"),
        ({"devices": 9, "devices_in_order": 9, "computers": 9}, "cloud.devices", "partly"),
        ({"devices": 20, "devices_in_order": 20, "computers": 9}, "cloud.devices", "partly"),
        ({"devices": 12, "devices_in_order": 11}, "cloud.devices", "partly"),
        ({"devices": 0, "devices_in_order": 0, "computers": 0}, "cloud.devices", "none"),
        ({"people": MEDIUM_SIZED}, "cloud.people", "fifty-or-more"),
        ({"people": MEDIUM_SIZED - 1}, "cloud.people", "fewer-than-fifty"),
    ],
)
def test_each_step_has_its_bound(change: dict[str, object], signal: str, value: str) -> None:
    assert values(replace(FULL, **change))[signal] == value  # type: ignore[arg-type]


def test_a_company_without_people_and_administrators_half_known_say_nothing() -> None:
    assert not {"cloud.mfa_coverage", "cloud.stale_users"} & set(values(replace(FULL, people=0)))
    assert "cloud.admins" not in values(replace(FULL, daily_administrators=None))


def test_of_two_clouds_the_worse_speaks_as_of_the_older_reading() -> None:
    worse = replace(FULL, second_step_required=Reach.NONE)
    for order in ([(FULL, NOW), (worse, NOW - timedelta(days=3))], [(worse, NOW - timedelta(days=3)), (FULL, NOW)]):
        found = {signal.name: signal for signal in cloud_signals(order)}
        assert found["cloud.mfa_enforced"].value == "none"
        assert found["cloud.mfa_enforced"].at == NOW - timedelta(days=3)
        assert found["cloud.admins"].value == "few-separate"
        assert {signal.provenance for signal in found.values()} == {Provenance.CONNECTED}


def test_facts_survive_being_stored() -> None:
    for facts in (FULL, CloudFacts(), replace(FULL, sharing=None)):
        assert CloudFacts.from_json(facts.to_json()) == facts


def test_every_signal_of_a_cloud_is_known_to_the_bank() -> None:
    asked = {signal for question in load_bank("basisscan").questions for signal in question.signals}
    assert set(cloud_signal_values()) <= asked
