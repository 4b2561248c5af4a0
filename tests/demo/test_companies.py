"""The table of demonstration companies is complete, consistent and fictional."""

import pytest

from weerbaar.demo.companies import InvalidTable, companies, parse_companies
from weerbaar.scanner.vocabulary.domain_name import DomainName

_DEFAULTS = """
[defaults]
dnssec = "signed"
name_servers = ["ns1.netkrachtit.example"]
ipv6 = true
caa = ""
mail = "modern"
dane = true
spf = "v=spf1 mx -all"
dmarc = "v=DMARC1; p=reject; rua=mailto:dmarc@{domain}"
dkim = "strong"
mta_sts = "none"
tls_rpt = ""
https = "modern"
certificate_days = 60
plain_http = "redirect"
security_txt_days = 0
[defaults.headers]
x-frame-options = "DENY"
referrer-policy = "no-referrer"
"""
_ROW = """
[[company]]
domain = "proef.example"
name = "Proef"
nl = "Een proef."
en = "A trial."
expect = []
"""


def test_every_company_has_a_name_that_can_be_scanned_and_belongs_to_nobody() -> None:
    for company in companies():
        assert DomainName.parse(company.domain).ascii == company.domain
        assert company.domain.endswith(".example")


def test_no_two_companies_share_a_domain_or_a_number() -> None:
    assert len({company.domain for company in companies()}) == len(companies()) >= 4
    assert len({company.number for company in companies()}) == len(companies())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_story_is_one_short_sentence(language: str) -> None:
    for company in companies():
        story = getattr(company, language)
        assert story.endswith(".")
        assert "!" not in story
        assert story.count(". ") == 0
        assert len(story.split()) <= 20


def test_one_company_is_in_order_and_one_is_far_from_it() -> None:
    faults = [len(company.expect) for company in companies()]
    assert min(faults) == 0
    assert max(faults) >= 15


def test_what_a_company_does_not_set_is_as_in_the_defaults() -> None:
    (company,) = parse_companies(_DEFAULTS + _ROW + '[company.set]\nspf = "v=spf1 +all"\n')
    assert company.setup.spf == "v=spf1 +all"
    assert company.setup.dkim == "strong"


def test_a_header_is_added_to_the_usual_ones_or_taken_away() -> None:
    (company,) = parse_companies(_DEFAULTS + _ROW + '[company.set.headers]\nx-frame-options = ""\nx-more = "1"\n')
    assert company.setup.headers == {"x-frame-options": "", "referrer-policy": "no-referrer", "x-more": "1"}


def test_the_names_of_the_company_are_filled_in() -> None:
    (company,) = parse_companies(_DEFAULTS + _ROW)
    assert company.text("dmarc") == "v=DMARC1; p=reject; rua=mailto:dmarc@proef.example"


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ('dnssec = "maybe"', "proef.example: dnssec: 'maybe' is none of signed, unsigned, bogus"),
        ("telex = true", "proef.example: no setting telex"),
    ],
)
def test_a_word_that_means_nothing_is_refused(setting: str, complaint: str) -> None:
    with pytest.raises(InvalidTable, match=complaint):
        parse_companies(f"{_DEFAULTS}{_ROW}[company.set]\n{setting}\n")


def test_a_domain_that_could_be_somebodys_is_refused() -> None:
    with pytest.raises(InvalidTable, match=r"bakker\.nl is not below \.example"):
        parse_companies(_DEFAULTS + _ROW.replace("proef.example", "bakker.nl"))
