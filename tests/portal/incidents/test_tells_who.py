"""Number plates, names and ways to reach somebody are found; streets and plain sentences are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.incidents.tells_who import tells_who

_LETTERS, _DIGITS = "BDFGHJKLNPRSTVXZ", "0123456789"


@pytest.mark.parametrize(
    "text",
    [
        "Het busje had kenteken 12-ABC-3",
        "busje GB-123-D stond er weer",
        "wagen AB 12 CD",
        "kenteken AB12CD",
        "bel 06-12345678",
        "bel +31 6 1234 5678",
        "mail naar dief@mail.example",
        "rekening NL91 ABNA 0417 1643 00",
        "het was Jan de Vries",
        "Piet Jansen deed het",
        "dhr. Jansen",
        "iemand genaamd Karel",
        "J. Jansen zat erachter",
    ],
)
def test_what_could_say_who_did_it_is_found(text: str) -> None:
    assert tells_who(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De achterdeur had geen sterk slot",
        "We zetten in 2 weken 12 lampen neer",
        "De 2e keer in 1 maand op de A73",
        "Schade van 450 euro aan het hek",
        "Zet het rolluik om 18.00 uur dicht",
    ],
)
def test_a_plain_sentence_is_no_person(text: str) -> None:
    assert not tells_who(text)


@pytest.mark.parametrize(
    "text", ["Meerpaal 4", "Jan van Galenstraat 12", "Prins Bernhardlaan, achter 4-6", "A73 afrit 14"]
)
def test_a_street_with_a_name_is_a_place(text: str) -> None:
    assert not tells_who(text, is_place=True)


def test_a_plate_is_found_in_a_place_too() -> None:
    assert tells_who("Meerpaal, busje 12-ABC-3", is_place=True)


@given(
    st.text(_LETTERS, min_size=2, max_size=2),
    st.text(_DIGITS, min_size=3, max_size=3),
    st.text(_LETTERS, min_size=1, max_size=1),
)
def test_any_plate_of_the_newer_series_is_found(first: str, middle: str, last: str) -> None:
    assert tells_who(f"kenteken {first}-{middle}-{last} gezien")
