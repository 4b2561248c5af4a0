"""security.txt and MTA-STS policies are well formed, but for the fault of their row."""

from datetime import UTC, datetime

import pytest

from lab import sites
from lab.servers import nginx
from lab.table import Company, companies

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def company(name: str) -> Company:
    return next(one for one in companies() if one.archetype.id == name)


def test_a_good_security_txt_has_a_contact_and_half_a_year_to_go() -> None:
    kind, text = sites.security_txt("good", "example.nl", NOW)
    assert kind == "text/plain"
    assert text.splitlines()[:2] == ["Contact: mailto:security@example.nl", "Expires: 2026-11-28T00:00:00Z"]


@pytest.mark.parametrize(
    ("kind", "part"),
    [("expired", "Expires: 2026-05-02"), ("malformed", "Expires: next year"), ("no-contact", "Canonical:")],
)
def test_a_bad_security_txt_has_its_fault(kind: str, part: str) -> None:
    text = sites.security_txt(kind, "example.nl", NOW)[1]
    assert part in text
    assert ("Contact:" in text) == (kind != "no-contact")


def test_a_policy_names_every_mail_host() -> None:
    policy = sites.mta_sts_policy(company("ipv6-halfmail"))
    assert "mx: mx-good.mailhost.nl\r\nmx: mx-v4only.mailhost.nl\r\n" in policy
    assert policy.startswith("version: STSv1\r\nmode: enforce\r\n")


def test_a_policy_for_another_host_does_not_name_the_company_s_own() -> None:
    assert "mailhost.nl" not in sites.mta_sts_policy(company("mtasts-mismatch"))


def test_nginx_takes_the_versions_of_a_profile_at_its_own_address() -> None:
    text = nginx.configuration([company("tls-10"), company("good")], NOW)
    profile = next(block for block in text.split("server {") if "198.18.1.10:443 ssl http2 default_server" in block)
    assert "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;" in profile


def test_nginx_serves_no_site_that_another_server_has() -> None:
    text = nginx.configuration([company("f-slow"), company("tls-legacy"), company("empty")], NOW)
    assert "server_name f-slow-0001.nl" not in text
    assert "server_name tls-legacy-0001.nl" not in text
    assert "empty-0001.nl" not in text
    assert "server_name mta-sts.f-slow-0001.nl" in text


def test_a_header_with_a_quote_is_written_so_that_nginx_reads_it_whole() -> None:
    assert nginx._quoted('say "no"\r\n\\') == '"say \\"no\\"\\r\\n\\\\"'


def test_the_page_has_the_parts_of_its_word_in_its_head() -> None:
    head = sites.page("open-form").partition("</head>")[0]
    assert "<form action=http://formulier.example/bestel" in head
    assert "<form" not in sites.page("good")


def test_every_company_serves_the_page_of_its_row() -> None:
    assert "index open-form.html;" in nginx.configuration([company("page-openform")], NOW)
    assert "index good.html;" in nginx.configuration([company("good")], NOW)
