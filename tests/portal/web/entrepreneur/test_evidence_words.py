"""Whatever an answer rests on has a title and a word, in both languages."""

import pytest
from django.utils import translation

from weerbaar.portal.web.entrepreneur.evidence_words import seen_words
from weerbaar.questionnaires.cloud_signals import cloud_signal_values
from weerbaar.questionnaires.device_signals import device_signal_values

KEYS = tuple(
    f"{name}/{value}"
    for known in (cloud_signal_values(), device_signal_values())
    for name, values in known.items()
    for value in sorted(values)
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_devices_and_clouds_are_named_in_words(language: str) -> None:
    with translation.override(language):
        seen = seen_words(KEYS)
    assert len(seen) == len(KEYS) > 40
    assert not [line.what for line in seen if "/" in line.what or "." in line.what or "_" in line.what]
    assert {line.mark for line in seen} == {"fine", "better", "none"}


def test_the_best_is_fine_and_the_rest_can_be_better() -> None:
    words = ("cloud.mfa_enforced/all", "cloud.mfa_enforced/none", "dev.firewall/on", "dev.firewall/mixed", "document/x")
    assert [line.mark for line in seen_words(words)] == ["fine", "better", "fine", "better", "none"]


def test_what_an_older_version_knew_keeps_its_own_name() -> None:
    (line,) = seen_words(("mail.pigeons/many",))
    assert (line.what, line.mark) == ("mail.pigeons/many", "none")
