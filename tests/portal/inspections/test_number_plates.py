"""What looks like a Dutch number plate, and what does not."""

import pytest

from weerbaar.portal.inspections.number_plates import has_number_plate


@pytest.mark.parametrize(
    "text",
    [
        "AB-12-34", "12-34-AB", "12-AB-34", "AB-12-CD", "AB-CD-12", "12-AB-CD", "12-ABC-3", "1-ABC-23", "AB-123-C",
        "A-123-BC", "ABC-12-D", "A-12-BCD", "1-AB-234", "123-AB-1",
        "busje gb-123-x in de berm", "GB 123 X", "GB123X", "kenteken: 12·BVB·3", "(12-BVB-3)", "GB - 123 - X",
    ],
)  # fmt: skip
def test_a_plate_is_seen(text: str) -> None:
    assert has_number_plate(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Lamp 14 bij nummer 12", "12 op 34 meter", "Paal LM1234", "5211 AB", "24-11-2026", "van 12.30 tot 13.00",
        "06-12-26", "hal 3-B-2", "route N-279", "AB-12-345", "XAB-12-CD", "de A2 en de N 65", "2 of 3 pallets",
    ],
)  # fmt: skip
def test_what_is_no_plate_is_let_through(text: str) -> None:
    assert not has_number_plate(text)
