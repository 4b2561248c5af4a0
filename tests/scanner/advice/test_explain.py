"""From a finding to words, with evidence from strangers kept in its place."""

import pytest

from weerbaar.scanner.advice.explain import _plain as plain
from weerbaar.scanner.advice.explain import explain, fill, reason_sentence
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.vocabulary.language import Language


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason: Reason, language: Language) -> None:
    assert reason_sentence(reason.value, language).endswith(".")


def test_a_reason_of_a_newer_version_is_shown_as_it_is() -> None:
    assert reason_sentence("solar-flare", Language.NL) == "solar-flare"


def test_a_value_is_never_read_as_a_template() -> None:
    assert (
        fill("We zagen {record} op {domain}.", {"record": "{domain}", "domain": "a.nl"}) == "We zagen {domain} op a.nl."
    )


def test_a_text_that_asks_for_evidence_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("We zagen {record}.", {})


def test_evidence_is_capped_and_control_characters_become_spaces() -> None:
    assert plain("a\x1b[31m\u202eb\nc") == "a [31m b c"
    assert len(plain("x" * 10_000)) < 320
    assert plain(["a", "b"]) == "a, b"
    assert plain([str(n) for n in range(9)]) == "0, 1, 2, 3, 4, 5 …"


@pytest.mark.parametrize(("language", "said"), [(Language.NL, "Niet gemeten:"), (Language.EN, "Not measured:")])
def test_hosts_that_stay_out_of_the_conclusion_are_named(language: Language, said: str) -> None:
    """A pass about one host must not read as a pass about both."""
    evidence = {"hosts": ["bakkerij.example"], "not_measured": {"www.bakkerij.example": "timeout"}}
    seen = explain(Finding("tls.certificate-name", "matches", evidence), language, "bakkerij.example").seen
    assert seen.endswith(f"{said} www.bakkerij.example.")
    whole = explain(
        Finding("tls.certificate-name", "matches", {"hosts": ["bakkerij.example"]}), language, "bakkerij.example"
    )
    assert said not in whole.seen
