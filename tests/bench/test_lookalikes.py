"""The recall of lookalikes: what is counted, and that ours does not fall below what it was."""

import tomllib
from pathlib import Path

import pytest

from bench.lookalikes import LIST, lookalike_recall, of_dnstwist, ours, share
from weerbaar.scanner.vocabulary.domain_name import DomainName

COMPANIES = tomllib.loads(LIST.read_text("utf-8"))["company"]


def test_a_share_is_counted_by_kind() -> None:
    own = sorted(ours("bakkerij-jansen.nl"))
    rows = [(own[0], "a"), (own[1], "a"), ("elsewhere.nl", "a"), ("else.nl", "b")]
    assert share({"bakkerij-jansen.nl": rows}) == {"a": {"names": 3, "share": 0.667}, "b": {"names": 1, "share": 0.0}}


def test_without_dnstwist_only_the_realistic_names_are_counted(tmp_path: Path) -> None:
    figures = lookalike_recall(tmp_path / "absent")
    assert figures["ran"] is False
    assert "dnstwist" not in figures
    missed = 1 - len(figures["realistic_missed"]) / figures["realistic"]["names"]
    assert figures["realistic"]["share"] == pytest.approx(missed, abs=0.001)


def test_most_realistic_names_are_asked_about() -> None:
    assert lookalike_recall(Path("absent"))["realistic"]["share"] >= 0.85


def test_names_that_the_registry_does_not_take_and_the_domain_itself_are_left_out(tmp_path: Path) -> None:
    command = tmp_path / "dnstwist"
    command.write_text(
        "#!/bin/sh\n"
        """echo '[{"domain": "a.nl", "fuzzer": "*original"}, {"domain": "xn--b.nl", "fuzzer": "homoglyph"},'\n"""
        """echo '{"domain": "aa.nl", "fuzzer": "repetition"}]'\n"""
    )
    command.chmod(0o755)
    assert of_dnstwist(command, "a.nl") == [("aa.nl", "repetition")]


@pytest.mark.parametrize("domain", COMPANIES)
def test_the_realistic_names_are_names_of_others_each_once(domain: str) -> None:
    names = COMPANIES[domain]["names"]
    assert len(names) == len(set(names))
    assert domain not in names
    assert all(DomainName.parse(name).registrable.ascii == name for name in names)
