"""What the website of a demonstration company says."""

from datetime import UTC, datetime

import pytest

from weerbaar.demo.companies import Company, companies
from weerbaar.demo.website import Page, answer

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
BY_DOMAIN = {company.domain: company for company in companies()}
GOOD = BY_DOMAIN["veiligwachtbeveiliging.example"]
BAKERY = BY_DOMAIN["bakkerijdeegkom.example"]


def visit(company: Company, path: str = "/", *, host: str = "", secure: bool = True) -> Page:
    return answer(company, host or company.www, path, secure=secure, now=NOW)


@pytest.mark.parametrize("company", companies(), ids=lambda company: company.domain)
def test_every_site_says_that_the_company_does_not_exist(company: Company) -> None:
    page = visit(company)
    assert page.status == 200
    assert company.name in page.body.decode()
    assert "Dit bedrijf bestaat niet" in page.body.decode()


def test_a_visitor_without_protection_is_sent_to_the_same_place_with_it() -> None:
    page = visit(GOOD, "/contact?taal=nl", secure=False)
    assert page.status == 301
    assert page.headers == (("Location", f"https://{GOOD.www}/contact?taal=nl"),)


def test_a_site_without_protection_just_answers() -> None:
    assert visit(BAKERY, secure=False).status == 200


def test_headers_are_those_of_the_table() -> None:
    assert ("X-Content-Type-Options", "nosniff") in visit(GOOD).headers
    assert [name for name, _ in visit(BAKERY).headers] == ["Content-Type", "Set-Cookie"]


def test_a_site_of_somebody_else_is_not_served() -> None:
    assert visit(GOOD, host=BAKERY.www).status == 421


def test_a_page_that_is_not_there_is_not_there() -> None:
    assert visit(GOOD, "/no-such-page").status == 404


def test_the_mail_policy_names_the_mail_server() -> None:
    page = visit(GOOD, "/.well-known/mta-sts.txt", host=GOOD.mta_sts_host)
    assert page.body == (
        b"version: STSv1\r\nmode: enforce\r\nmx: mail.veiligwachtbeveiliging.example\r\nmax_age: 604800\r\n"
    )
    assert visit(GOOD, "/", host=GOOD.mta_sts_host).status == 404
    assert visit(BAKERY, "/.well-known/mta-sts.txt", host=BAKERY.mta_sts_host).status == 404


def test_security_txt_expires_so_many_days_from_now() -> None:
    page = visit(GOOD, "/.well-known/security.txt")
    assert b"Contact: mailto:security@veiligwachtbeveiliging.example\n" in page.body
    assert b"Expires: 2027-06-12T09:14:00Z\n" in page.body
    assert visit(BAKERY, "/.well-known/security.txt").status == 404
