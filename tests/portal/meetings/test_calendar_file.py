"""Calendar files, read back by a small parser that knows folding, escapes and parameters (RFC 5545, 3.1 and 3.3.11)."""

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.meetings.calendar_file import Entry, Method, calendar_file

MOMENT = datetime(2026, 12, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<rest>(?:;[A-Z-]+=[^:;\"]*)*):(?P<value>.*)\Z", re.DOTALL)


def entry(**fields: object) -> Entry:
    filled: dict[str, object] = {
        "uid": "a1@weerbaar.example",
        "sequence": 2,
        "changed_at": MOMENT,
        "starts_at": MOMENT,
        "ends_at": MOMENT + timedelta(minutes=90),
        "title": "Overleg; eerst, dan \\ verder",
        "place": "Kantine",
        **fields,
    }
    return Entry(**filled)  # type: ignore[arg-type]


def parse(data: bytes) -> list[tuple[str, str, str]]:
    """Name, parameters and value of each line; complains about what is no calendar."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    logical: list[str] = []
    for line in physical:
        if line.startswith(b" "):
            logical[-1] += line[1:].decode()
        else:
            logical.append(line.decode())
    read = [LINE.match(line) for line in logical]
    assert all(read), logical
    return [(match["name"], match["rest"], match["value"]) for match in read if match]


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def values(data: bytes, name: str) -> list[str]:
    return [value for key, _, value in parse(data) if key == name]


def test_a_meeting_is_written_in_utc_with_its_uid_and_sequence() -> None:
    data = calendar_file([entry()], Method.REQUEST, "Meeuwenwaard", "van@mail.example", "aan@mail.example")
    lines = parse(data)
    assert (lines[0][2], lines[-1][2]) == ("VCALENDAR", "VCALENDAR")
    assert [name for name, _, _ in lines].count("BEGIN") == [name for name, _, _ in lines].count("END") == 2
    assert values(data, "DTSTART") == ["20261202T080000Z"]
    assert values(data, "DTEND") == ["20261202T093000Z"]
    assert values(data, "DTSTAMP") == ["20261202T080000Z"]
    assert (values(data, "UID"), values(data, "SEQUENCE")) == (["a1@weerbaar.example"], ["2"])
    assert (values(data, "METHOD"), values(data, "STATUS")) == (["REQUEST"], ["CONFIRMED"])
    assert unescape(values(data, "SUMMARY")[0]) == "Overleg; eerst, dan \\ verder"
    assert values(data, "ORGANIZER") == ["mailto:van@mail.example"]
    assert values(data, "ATTENDEE") == ["mailto:aan@mail.example"]


def test_a_cancelled_meeting_says_so() -> None:
    data = calendar_file([entry(is_cancelled=True)], Method.CANCEL, "x")
    assert (values(data, "METHOD"), values(data, "STATUS")) == (["CANCEL"], ["CANCELLED"])


def test_a_calendar_without_meetings_is_whole() -> None:
    assert parse(calendar_file([], Method.PUBLISH, "x"))[-1] == ("END", "", "VCALENDAR")


@given(st.text(max_size=300), st.text(max_size=200))
def test_any_text_comes_back_and_none_writes_a_line_of_its_own(title: str, place: str) -> None:
    data = calendar_file([entry(title=title, place=place, url=f"https://a.example/{place}")], Method.PUBLISH, "x")
    assert values(data, "BEGIN") == ["VCALENDAR", "VEVENT"]
    whole = title.replace("\r\n", "\n").replace("\r", "\n")
    said = "".join(char for char in whole if char in "\n\t" or (ord(char) >= 32 and ord(char) != 127))
    assert unescape(values(data, "SUMMARY")[0]) == said


def test_moments_are_told_with_their_zone() -> None:
    data = calendar_file([entry(starts_at=MOMENT.astimezone(UTC))], Method.PUBLISH, "x")
    assert values(data, "DTSTART") == ["20261202T080000Z"]
