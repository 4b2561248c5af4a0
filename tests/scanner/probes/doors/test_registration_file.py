"""Registrations from a file of RDAP answers: fresh ones only, and read again when replaced."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.registration import Registration
from weerbaar.scanner.probes.doors.registration_file import GOOD_FOR, RegistrationFile
from weerbaar.scanner.vocabulary.domain_name import DomainName

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
ENDS = datetime(2027, 5, 23, 12, tzinfo=UTC)


def answer(name: str = "bakkerij.nl", ends: datetime | None = ENDS, told: datetime = NOW) -> str:
    events = [{"eventAction": "last update of RDAP database", "eventDate": told.isoformat()}]
    if ends:
        events.append({"eventAction": "expiration", "eventDate": ends.isoformat()})
    return json.dumps({"objectClassName": "domain", "ldhName": name, "events": events})


def put(path: Path, text: str | bytes) -> None:
    path.write_bytes(text.encode() if isinstance(text, str) else text)


async def look(path: Path, name: str = "bakkerij.nl") -> Observation[Registration]:
    return await RegistrationFile(path, TestClock()).registration(DomainName.parse(name))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rdap.jsonl"
    put(path, "\n".join(["no answer", "", answer("slager.nl"), answer()]))
    return path


@pytest.mark.parametrize("name", ["bakkerij.nl", "www.bakkerij.nl"])
async def test_the_registrable_domain_is_looked_up(file: Path, name: str) -> None:
    seen = await look(file, name)
    assert isinstance(seen, Observed)
    assert seen.value == Registration("bakkerij.nl", ENDS, NOW)
    assert seen.at == NOW


async def test_a_registry_that_does_not_tell_is_not_one_that_was_not_asked(file: Path) -> None:
    put(file, answer(ends=None))
    silent, unknown = await look(file), await look(file, "kapper.nl")
    assert isinstance(silent, Unobserved) and isinstance(unknown, Unobserved)
    assert (silent.reason, unknown.reason) == (Reason.NOT_OFFERED, Reason.NOT_LOOKED)


async def test_an_old_answer_is_none(file: Path) -> None:
    put(file, answer(told=NOW - GOOD_FOR))
    assert isinstance(await look(file), Observed)
    put(file, answer(told=NOW - GOOD_FOR - timedelta(minutes=1)))
    seen = await look(file)
    assert isinstance(seen, Unobserved) and seen.reason is Reason.NOT_LOOKED


async def test_a_file_that_was_replaced_is_read_again(file: Path) -> None:
    door = RegistrationFile(file, TestClock())
    await door.registration(DomainName.parse("bakkerij.nl"))
    put(file, answer(ends=NOW) + "\n")
    seen = await door.registration(DomainName.parse("bakkerij.nl"))
    assert isinstance(seen, Observed)
    assert seen.value.expires_at == NOW


async def test_a_file_that_is_gone_or_no_text_tells_nothing(file: Path) -> None:
    put(file, b"\xff")
    garbled = await look(file)
    gone = await look(file.with_name("gone"))
    assert isinstance(garbled, Unobserved) and isinstance(gone, Unobserved)
    assert garbled.reason is gone.reason is Reason.NOT_LOOKED
