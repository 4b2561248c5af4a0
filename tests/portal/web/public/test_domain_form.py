"""What a visitor typed, and what was meant."""

import pytest
from django import forms
from django.utils import translation

from weerbaar.portal.web.public.domain_form import mail_providers, read
from weerbaar.scanner.vocabulary.errors import NameFault


@pytest.mark.parametrize(
    ("typed", "target", "kind"),
    [
        ("bakkerij.nl", "bakkerij.nl", ""),
        (" Bakkerij.NL. ", "bakkerij.nl", ""),
        ("www.bakkerij.nl", "bakkerij.nl", "is-www"),
        ("https://www.bakkerij.nl/brood?soort=wit", "bakkerij.nl", "is-url"),
        ("http://winkel.bakkerij.nl:8080", "winkel.bakkerij.nl", "is-url"),
        ("bakkerij.nl/contact", "bakkerij.nl", "is-url"),
        ("anna@bakkerij.nl", "bakkerij.nl", "is-email"),
        ("bäckerei.de", "xn--bckerei-5wa.de", ""),
        ("www.nl", "www.nl", ""),
    ],
)
def test_the_company_behind_it_is_found(typed: str, target: str, kind: str) -> None:
    reading = read(typed)
    assert (reading.target.ascii, reading.typed) == (target, kind)


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", "empty", "Vul een website in, zoals jouwbedrijf.nl."),
        ("192.0.2.1", "is-address", "Dit is het nummer van een computer. Vul de naam van je website in."),
        ("http://192.0.2.1/", "is-address", "Dit is het nummer van een computer. Vul de naam van je website in."),
        ("https://", "is-url", "We vonden geen website in dit adres. Vul een naam in, zoals jouwbedrijf.nl."),
        ("anna@", "is-email", "We vonden geen domein in dit e-mailadres. Kijk wat er na het apenstaartje staat."),
        ("bakkerij", "no-dot", "Dit lijkt geen website: er mist een punt."),
        ("a." * 200 + "nl", "too-long", "Deze naam is te lang. Een naam heeft hooguit 253 tekens."),
        ("a" * 64 + ".nl", "label-too-long", "Een deel van deze naam is te lang. Tussen twee punten passen 63 tekens."),
        ("bakkerij..nl", "empty-label", "Er staan twee punten achter elkaar, of een punt vooraan. Haal er een weg."),
        ("bakkerij!.nl", "bad-character", "Er staat een teken in deze naam dat een website niet kan hebben."),
        ("co.uk", "public-suffix", "Dit is alleen het einde van een naam. Zet de naam van je bedrijf ervoor."),
        ("anna@gmail.com", "mail-provider", "Dit adres is bij een mailaanbieder. Vul de website van je bedrijf in."),
    ],
)
def test_a_mistake_gets_a_sentence_that_says_what_to_do(typed: str, code: str, sentence: str) -> None:
    with translation.override("nl"), pytest.raises(forms.ValidationError) as caught:
        read(typed)
    assert (caught.value.code, caught.value.message) == (code, sentence)


def test_there_is_a_sentence_for_every_fault_in_both_languages() -> None:
    from weerbaar.portal.web.public.domain_form import _sentence

    for fault in NameFault:
        with translation.override("nl"):
            dutch = _sentence(fault)
        with translation.override("en"):
            english = _sentence(fault)
        assert dutch != english


def test_a_mail_provider_that_is_typed_as_a_name_is_measured_as_asked() -> None:
    assert "gmail.com" in mail_providers()
    assert read("gmail.com").target.ascii == "gmail.com"
