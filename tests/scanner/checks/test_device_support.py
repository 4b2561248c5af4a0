"""The list of supported operating systems: what it says, and what it refuses to be."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from weerbaar.scanner.checks import device_support
from weerbaar.scanner.checks.device_support import FILE, SupportList, support_list
from weerbaar.scanner.facts.device import Edition, OperatingSystem, Product
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import read_table

LIST = """id = "device-support"
version = 1
source = "a test"
verified = true
checked_on = 2026-11-24
stale_after_days = 200

[[product]]
name = "debian"
source = "the maker"
release = [
  { name = "12", ends = 2028-06-30 },
  { name = "13" },
]

[[product]]
name = "windows"
source = "the maker"
release = [
  { name = "19044", ends = 2023-06-13 },
  { name = "19044", ends = 2027-01-12, edition = "long-term" },
  { name = "26100", ends = 2026-10-13 },
]

[[product]]
name = "arch"
source = "the maker"
rolling = true
release = []
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., SupportList]:
    """The list of a file with this text."""

    def call(text: str = LIST) -> SupportList:
        (tmp_path / "support.toml").write_text(text, "utf-8")
        return device_support.read(read_table(tmp_path / "support.toml"))

    return call


@pytest.mark.parametrize(
    ("system", "ends"),
    [
        (OperatingSystem(Product.DEBIAN, "12"), date(2028, 6, 30)),
        (OperatingSystem(Product.DEBIAN, "12.4"), date(2028, 6, 30)),
        (OperatingSystem(Product.DEBIAN, "13"), None),
        (OperatingSystem(Product.DEBIAN, "14"), None),
        (OperatingSystem(Product.WINDOWS, "19044"), date(2023, 6, 13)),
        (OperatingSystem(Product.WINDOWS, "19044", Edition.ENTERPRISE), date(2023, 6, 13)),
        (OperatingSystem(Product.WINDOWS, "19044", Edition.LONG_TERM), date(2027, 1, 12)),
        (OperatingSystem(Product.WINDOWS, "19044", Edition.LONG_TERM_IOT), date(2027, 1, 12)),
        (OperatingSystem(Product.ARCH, ""), None),
    ],
)
def test_a_release_is_found_by_its_own_name_and_edition(
    read: Callable[..., SupportList], system: OperatingSystem, ends: date | None
) -> None:
    release = read().release_of(system)
    assert release is not None
    assert release.ends == ends


@pytest.mark.parametrize(
    "system",
    [
        OperatingSystem(Product.DEBIAN, "7"),
        OperatingSystem(Product.DEBIAN, "11"),
        OperatingSystem(Product.WINDOWS, "22000"),
        OperatingSystem(Product.UBUNTU, "24.04"),
        OperatingSystem(Product.OTHER, ""),
    ],
)
def test_a_release_between_the_rows_is_unknown(read: Callable[..., SupportList], system: OperatingSystem) -> None:
    assert read().release_of(system) is None


def test_a_list_is_stale_after_its_days(read: Callable[..., SupportList]) -> None:
    support = read()
    assert not support.is_stale(support.checked_on + timedelta(days=200))
    assert support.is_stale(support.checked_on + timedelta(days=201))


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ("checked_on = 2026-11-24", "checked_on = 2026-11-24T10:00:00Z", 5, "checked_on"),
        ("stale_after_days = 200", "stale_after_days = 0", 6, "stale_after_days"),
        ('"debian"', '"bakkerij-os"', 9, "no such product"),
        ('"debian"', '"other"', 9, "no such product"),
        ('name = "arch"', 'name = "debian"', 26, "a second time"),
        ('source = "the maker"\nrolling', "rolling", 25, "no source"),
        ("rolling = true\n", "", 26, "no releases"),
        ('{ name = "12"', '{ name = "bookworm"', 12, "no release"),
        ('{ name = "12"', '{ name = "13"', 12, "a second time"),
        ('"long-term"', '"long"', 20, "no edition"),
        ("ends = 2028-06-30", 'ends = "2028"', 12, "ends is no day"),
        ("ends = 2026-10-13", "ends = 2026-13-13", 22, "Unclosed inline table"),
        ("release = []", "release = [7]", 25, "is no release"),
    ],
)
def test_a_list_that_is_not_whole_is_refused_with_file_and_line(
    read: Callable[..., SupportList], old: str, new: str, line: int, fault: str
) -> None:
    assert LIST.count(old) >= 1
    with pytest.raises(InvalidReferenceData) as caught:
        read(LIST.replace(old, new, 1))
    assert caught.value.file.endswith("support.toml")
    assert caught.value.line == line
    assert fault in str(caught.value)


def test_our_own_list_is_whole_and_dated() -> None:
    support = support_list()
    assert FILE.name == "device_support.toml"
    assert set(support.releases) == set(Product) - {Product.OTHER}
    assert support.rolling == {Product.ARCH, Product.OPENSUSE_TUMBLEWEED}
    assert support.stale_after_days <= 366
    assert all(rows or product in support.rolling for product, rows in support.releases.items())


def test_microsoft_ends_a_client_on_the_second_tuesday_of_a_month() -> None:
    for row in support_list().releases[Product.WINDOWS]:
        assert row.ends is not None
        assert row.ends.weekday() == 1, row
        assert 8 <= row.ends.day <= 14, row


def test_a_newer_list_of_the_operator_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE.name).write_text(LIST.replace("checked_on = 2026-11-24", "checked_on = 2027-02-01"), "utf-8")
    monkeypatch.setenv("WEERBAAR_REFERENCE_DATA", str(tmp_path))
    support_list.cache_clear()
    try:
        assert support_list().checked_on == date(2027, 2, 1)
    finally:
        support_list.cache_clear()
