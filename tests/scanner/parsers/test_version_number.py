"""Numbers of versions in order."""

import pytest

from weerbaar.scanner.parsers.version_number import VersionNumber


def version(text: str) -> VersionNumber:
    read = VersionNumber.parse(text)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1.9", "1.10"),
        ("1.12.4", "2"),
        ("3.0.0-beta1", "3.0.0"),
        ("3.0.0-rc.1", "3.0.0"),
        ("1.9.1", "3.0.0-beta1"),
        ("6.4", "6.4.1"),
    ],
)
def test_versions_are_compared_part_by_part(older: str, newer: str) -> None:
    assert version(older) < version(newer)
    assert not version(newer) < version(older)


def test_trailing_zeros_do_not_count() -> None:
    assert version("v1.12") == version("1.12.0")
    assert hash(version("1.12")) == hash(version("1.12.0"))
    assert version("1.12") <= version("1.12.0")


def test_a_version_belongs_to_a_line_by_whole_parts() -> None:
    assert version("10.3.1").is_of(version("10"))
    assert version("10.3.1").is_of(version("10.3"))
    assert not version("10.3.1").is_of(version("1"))
    assert not version("10").is_of(version("10.3"))


@pytest.mark.parametrize(
    "text", ["", "x", "1.", ".1", "1..2", "1.2.3.4.5.6", "1.12.4-aem", "latest", "12345678", "1.2 beta"]
)
def test_anything_else_is_no_version(text: str) -> None:
    assert VersionNumber.parse(text) is None
