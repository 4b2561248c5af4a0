"""The card fits on one sheet, is black on white, and says whom to call in which order."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tests.portal.web.papers.pdfs import is_grey, letter_sizes, reader_of, tags_of, text_of
from weerbaar.portal.organisations.card_selectors import FIELDS, CardContacts, CardView
from weerbaar.portal.web.papers.emergency_card import render_blank_card, render_card, replace_before
from weerbaar.scanner.vocabulary.language import Language

DAY = date(2026, 11, 24)
CONTACTS = CardContacts(
    decider_name="Anna Deeg",
    decider_phone="06 00 00 00 01",
    it_name="Netkracht IT",
    it_phone="000 000 00 02",
    it_number="2214",
    insurer_name="Zeker & Zoon",
    insurer_phone="000 000 00 05",
    policy_number="88-4410",
    backup_place="Losse schijf in de kluis",
)
LONGEST = {"phone": 20, "number": 24, "place": 120, "name": 40}


def card(
    contacts: CardContacts = CONTACTS, company: str = "Bakkerij Deegrol", language: Language = Language.NL
) -> bytes:
    with translation.override(language.value):
        return render_card(company, CardView(contacts, datetime(2026, 11, 20, 12, tzinfo=UTC)), language, DAY)


def widest() -> CardContacts:
    return CardContacts(**{name: "W" * LONGEST[name.rpartition("_")[2]] for name in FIELDS})


def test_it_says_whom_to_call_in_order() -> None:
    text = text_of(card())
    order = ["Wie beslist", "Vervanger", "IT-leverancier", "Bank, afdeling fraude", "Politie", "Verzekeraar"]
    places = [text.index(who, text.index("Bel in deze volgorde")) for who in order]
    assert places == sorted(places)
    for part in (
        "Anna Deeg",
        "06 00 00 00 01",
        "Netkracht IT",
        "Klantnummer 2214",
        "0900 8844",
        "Polisnummer 88-4410",
        "112",
    ):
        assert part in text


def test_it_says_what_to_do_first_and_what_to_keep() -> None:
    text = text_of(card())
    assert text.index("Kabel eruit, wifi uit.") < text.index("Bel, mail niet.") < text.index("Betaal niet")
    assert "Wis niets en installeer niets opnieuw." in text
    assert "binnen 72 uur" in text
    assert "Losse schijf in de kluis" in text


def test_it_says_how_old_it_is_and_until_when_it_holds() -> None:
    text = text_of(card())
    assert "Gemaakt op 24 november 2026." in text
    assert "Vervang deze kaart vóór 23 mei 2027." in text
    assert "Eigen nummers zijn van 20 november 2026." in text
    assert replace_before(DAY) == date(2027, 5, 23)


@pytest.mark.parametrize("language", Language)
def test_a_blank_card_has_room_for_a_pen_and_the_known_numbers(language: Language) -> None:
    with translation.override(language.value):
        paper = render_blank_card(language, DAY)
    text = text_of(paper)
    assert {"112", "0900 8844"} <= {part for part in ("112", "0900 8844", "088 786 73 72") if part in text}
    assert "088" not in text
    assert {"nl": "Bedrijf en adres:", "en": "Company and address:"}[language.value] in text
    assert len(reader_of(paper).pages) == 1


def test_the_longest_names_still_fit_on_one_sheet() -> None:
    paper = card(widest(), "W" * 120)
    assert len(reader_of(paper).pages) == 1
    assert "0900 8844" in text_of(paper)
    assert "Vervang deze kaart" in text_of(paper)


def test_it_is_black_on_white_in_letters_that_can_be_read_from_a_wall() -> None:
    paper = card()
    assert is_grey(paper)
    assert min(letter_sizes(paper)) >= 12


def test_the_sheet_is_a4_and_says_its_title_and_language() -> None:
    reader = reader_of(card(language=Language.EN))
    width, height = (round(float(size)) for size in reader.pages[0].mediabox[2:])
    assert (width, height) == (595, 842)
    assert reader.metadata is not None
    assert reader.metadata.title == "Emergency card: computers behave strangely"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_screen_reader_finds_headings_lists_and_a_table_with_its_head() -> None:
    tags = tags_of(card())
    assert tags["/H1"] == 1
    assert tags["/H2"] == 4
    assert tags["/L"] == 2
    assert tags["/TR"] == 7
    assert tags["/TH"] == 4


def test_a_name_in_another_script_still_gives_a_card() -> None:
    assert "0900 8844" in text_of(card(CardContacts(it_name="網路 IT")))


def test_what_a_person_typed_is_text_and_never_markup() -> None:
    assert "#emph[x] *a*" in text_of(card(CardContacts(it_name="#emph[x] *a*")))


def test_the_same_card_gives_the_same_bytes() -> None:
    assert card() == card()
