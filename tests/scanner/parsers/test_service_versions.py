"""A version has ended, is maintained, or cannot be placed; a distribution's mark outweighs the number."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.service_versions import FILE, Upkeep, read, versions
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import read_table

TODAY = date(2026, 11, 24)
ENDED, MENDED, UNKNOWN = Upkeep.ENDED, Upkeep.MENDED, Upkeep.UNKNOWN


@pytest.mark.parametrize(
    ("product", "version", "announced", "upkeep"),
    [
        ("OpenSSH", "7.1", "OpenSSH_7.1", ENDED),
        ("OpenSSH", "10.2", "OpenSSH_10.2", MENDED),
        # Three years have not passed, but its maker mends the newest alone.
        ("OpenSSH", "9.7", "OpenSSH_9.7", UNKNOWN),
        # Red Hat mends these under the same number.
        ("OpenSSH", "8.0", "OpenSSH_8.0", UNKNOWN),
        ("OpenSSH", "8.7", "OpenSSH_8.7", UNKNOWN),
        ("OpenSSH", "9.2p1", "OpenSSH_9.2p1 Debian-2+deb12u7", MENDED),
        ("OpenSSH", "9.2p1", "OpenSSH_9.2p1 Debian-2", MENDED),
        ("OpenSSH", "7.4p1", "OpenSSH_7.4p1 Debian-10+deb9u7", ENDED),
        ("OpenSSH", "7.9p1", "OpenSSH_7.9p1 Raspbian-10+deb10u2", ENDED),
        ("OpenSSH", "8.9p1", "OpenSSH_8.9p1 Ubuntu-3ubuntu0.10", MENDED),
        ("OpenSSH", "8.2p1", "OpenSSH_8.2p1 Ubuntu-4ubuntu0.11", UNKNOWN),
        ("OpenSSH", "9.3p1", "OpenSSH_9.3p1 Ubuntu-1ubuntu3", ENDED),
        ("OpenSSH", "99.1p1", "OpenSSH_99.1p1 Debian-1", UNKNOWN),
        ("OpenSSH", "9.6", "OpenSSH_9.6 FreeBSD-20240701", UNKNOWN),
        ("OpenSSH_for_Windows", "8.1", "OpenSSH_for_Windows_8.1", UNKNOWN),
        ("MySQL", "5.7.30", "5.7.30-log", ENDED),
        ("MySQL", "5.7.44", "5.7.44-rds.20240808", UNKNOWN),
        ("MySQL", "8.0.36", "8.0.36", UNKNOWN),
        ("MySQL", "8.0.36", "8.0.36-0ubuntu0.22.04.1", MENDED),
        ("MySQL", "8.4.3", "8.4.3", MENDED),
        ("MariaDB", "10.1.48", "10.1.48-MariaDB", ENDED),
        ("MariaDB", "10.11.6", "10.11.6-MariaDB-0+deb12u1", MENDED),
        ("MariaDB", "10.3.39", "10.3.39-MariaDB", UNKNOWN),
        ("ProFTPD", "1.3.5", "ProFTPD 1.3.5 Server ready.", ENDED),
        ("ProFTPD", "1.3.5e", "ProFTPD 1.3.5e Server (Debian) [::ffff:192.0.2.1]", ENDED),
        ("ProFTPD", "1.3.8", "ProFTPD 1.3.8 Server (Debian)", MENDED),
        ("vsFTPd", "2.3.4", "(vsFTPd 2.3.4)", ENDED),
        ("vsFTPd", "3.0.3", "(vsFTPd 3.0.3)", UNKNOWN),
        ("Exim", "4.89", "Exim 4.89", ENDED),
        ("Exim", "4.96", "Exim 4.96", UNKNOWN),
        ("Redis", "3.2.12", "3.2.12", ENDED),
        ("Redis", "7.0.15", "7.0.15", UNKNOWN),
        ("MongoDB", "7.0", "7.0", MENDED),
        ("Microsoft SQL Server", "11.0.7001", "11.0.7001", ENDED),
        ("Microsoft SQL Server", "13.0.1601", "13.0.1601", UNKNOWN),
        ("dropbear", "2019.78", "dropbear_2019.78", UNKNOWN),
    ],
)
def test_each_version_is_placed(product: str, version: str, announced: str, upkeep: Upkeep) -> None:
    assert versions().judge(product, version, announced, TODAY).upkeep is upkeep


def test_a_number_is_not_taken_for_the_beginning_of_another() -> None:
    assert versions().judge("MySQL", "5.10.1", "5.10.1", TODAY).upkeep is UNKNOWN


def test_an_old_table_tells_what_has_ended_and_no_longer_what_is_maintained() -> None:
    late = versions().good_until.replace(year=versions().good_until.year + 1)
    assert versions().judge("OpenSSH", "7.1", "OpenSSH_7.1", late).upkeep is ENDED
    assert versions().judge("MySQL", "8.4.3", "8.4.3", late).upkeep is UNKNOWN


def test_before_its_last_day_a_version_is_maintained() -> None:
    assert versions().judge("MySQL", "5.7.30", "5.7.30", date(2023, 10, 31)).upkeep is MENDED
    assert versions().judge("MySQL", "5.7.30", "5.7.30", date(2023, 11, 1)).upkeep is ENDED


@pytest.mark.parametrize(
    ("old", "new"),
    [('"5.7" = 2023-10-31', '"5.7" = "2023"'), ("ubuntu0", "(ubuntu0"), ("names = [", "nams = [")],
)
def test_an_odd_row_is_refused_with_its_line(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    path.write_text(FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidReferenceData) as refusal:
        read(read_table(path))
    assert refusal.value.line > 20


@given(
    st.sampled_from(["OpenSSH", "MySQL", "Redis", "nobody"]), st.text(max_size=40), st.text(max_size=300), st.dates()
)
def test_any_text_gets_a_judgement(product: str, version: str, announced: str, on: date) -> None:
    judgement = versions().judge(product, version, announced, on)
    assert (judgement.upkeep is UNKNOWN) == (judgement.until is None)
