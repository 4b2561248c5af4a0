"""The built-in list of the lab is one that the scanner reads."""

from datetime import UTC, datetime

from lab import preload
from lab.table import companies
from weerbaar.scanner.parsers.preload_list import Entry, PreloadList

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)


def test_exactly_the_listed_companies_are_found() -> None:
    chosen = list(companies())
    found = PreloadList.read(preload.listing(chosen, NOW).encode())
    assert isinstance(found, PreloadList)
    assert found.taken_at == datetime(2026, 11, 24, tzinfo=UTC)
    listed = [company.domain for company in chosen if company.settings.preload == "listed"]
    assert len(listed) >= 2
    for company in chosen:
        expected = Entry(company.domain, True, True) if company.domain in listed else None
        assert found.covering(company.domain) == expected
