"""The file with the HSTS preload list: read anew when replaced, and not believed when old."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.preload import PreloadListing
from weerbaar.scanner.parsers.preload_list import Entry, write
from weerbaar.scanner.probes.doors.preload_file import GOOD_FOR, PreloadFile
from weerbaar.scanner.vocabulary.domain_name import DomainName

NOW = TestClock().now()
BAKERY = DomainName("bakkerij.nl")
TODAY = NOW.date()
ENTRIES = (Entry("bakkerij.nl", True, True), Entry("dev", True, False))


def put(path: Path, day: date = TODAY, entries: tuple[Entry, ...] = ENTRIES) -> None:
    path.write_text(write(entries, day), "utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "preload.txt"
    put(path)
    return path


async def listing(path: Path, domain: DomainName = BAKERY) -> PreloadListing:
    found = await PreloadFile(path, TestClock()).listing(domain)
    assert isinstance(found, Observed)
    return found.value


async def missed(path: Path) -> Unobserved:
    found = await PreloadFile(path, TestClock()).listing(BAKERY)
    assert isinstance(found, Unobserved)
    assert found.reason is Reason.NOT_LOOKED
    return found


async def test_an_entry_of_its_own_must_keep_asking(file: Path) -> None:
    found = await listing(file)
    assert (found.entry, found.must_keep_asking, found.taken_at.date()) == ("bakkerij.nl", True, NOW.date())


async def test_an_entry_above_asks_for_nothing(file: Path) -> None:
    assert (await listing(file, DomainName("winkel.dev"))).entry == "dev"
    shop = await listing(file, DomainName("shop.bakkerij.nl"))
    assert (shop.entry, shop.must_keep_asking) == ("bakkerij.nl", False)


async def test_a_domain_that_is_not_listed_has_no_entry(file: Path) -> None:
    assert (await listing(file, DomainName("slager.nl"))).entry == ""


async def test_an_old_list_is_not_believed(file: Path) -> None:
    put(file, TODAY - GOOD_FOR)
    assert "older" in (await missed(file)).detail
    put(file, TODAY - GOOD_FOR + timedelta(days=1))
    assert (await listing(file)).entry == "bakkerij.nl"


async def test_a_file_of_another_form_or_none_is_not_looked_at(tmp_path: Path) -> None:
    assert "weerbaar preload-list" in (await missed(Path(__file__))).detail
    assert (await missed(tmp_path / "gone")).detail == "FileNotFoundError"


async def test_a_file_that_was_replaced_is_read_anew(file: Path) -> None:
    door = PreloadFile(file, TestClock())
    assert isinstance(await door.listing(BAKERY), Observed)
    put(file, entries=())
    os.utime(file, ns=(0, 1))
    found = await door.listing(BAKERY)
    assert isinstance(found, Observed)
    assert found.value.entry == ""
