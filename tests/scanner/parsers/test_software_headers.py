"""Products and versions in headers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.software_headers import Software, software_of


def read(header: str, value: str) -> list[str]:
    return [f"{software.product} {software.version}" for software in software_of([(header, value)])]


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("server", "nginx/1.22.1", ["nginx 1.22.1"]),
        ("server", "Apache/2.4.57 (Debian) OpenSSL/3.0.11 PHP/8.2.1", ["Apache 2.4.57", "OpenSSL 3.0.11", "PHP 8.2.1"]),
        ("server", "nginx/1.18.0 + Phusion Passenger(R) 6.0.18", ["nginx 1.18.0", "Passenger(R) 6.0.18"]),
        ("server", "Jetty(9.4.43.v20210629)", ["Jetty 9.4.43.v20210629"]),
        ("server", "Microsoft-IIS/10.0", ["Microsoft-IIS 10.0"]),
        ("server", "openresty/1.21.4.1", ["openresty 1.21.4.1"]),
        ("server", "OpenSSL/1.0.2k-fips", ["OpenSSL 1.0.2k-fips"]),
        ("x-powered-by", "PHP/8.1.2-1ubuntu2.14", ["PHP 8.1.2-1ubuntu2.14"]),
        ("x-powered-by", "PHP/7.4.33, W3 Total Cache/2.2.1", ["PHP 7.4.33", "Cache 2.2.1"]),
        ("x-generator", "WordPress 6.4.2", ["WordPress 6.4.2"]),
        ("x-aspnet-version", "4.0.30319", ["ASP.NET 4.0.30319"]),
        ("x-aspnetmvc-version", "5.2", ["ASP.NET MVC 5.2"]),
    ],
)
def test_a_product_with_its_version_is_read(header: str, value: str, expected: list[str]) -> None:
    assert read(header, value) == expected


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("server", "nginx"),
        ("server", "Apache/2"),
        ("server", "Apache (Debian)"),
        ("server", "cloudflare"),
        ("server", "ECS (dcb/7F83.1)"),
        ("server", "Apache-Coyote/1.1"),
        ("server", "Microsoft-HTTPAPI/2.0"),
        ("server", "awselb/2.0"),
        ("server", "2.4.57"),
        ("server", ""),
        ("x-powered-by", "ASP.NET"),
        ("x-powered-by", "Express"),
        ("x-generator", "Drupal 10 (https://www.drupal.org)"),
        ("x-aspnet-version", "hidden"),
        ("via", "1.1 varnish (Varnish/7.1)"),
        ("x-runtime", "0.013"),
    ],
)
def test_a_name_a_first_number_or_a_constant_tells_no_version(header: str, value: str) -> None:
    assert read(header, value) == []


def test_the_same_software_is_told_once_with_its_header() -> None:
    headers = [("server", "nginx/1.22.1"), ("server", "nginx/1.22.1"), ("x-powered-by", "PHP/8.2.1")]
    assert list(map(str, software_of(headers))) == ["nginx 1.22.1 (server)", "PHP 8.2.1 (x-powered-by)"]


@given(st.lists(st.tuples(st.sampled_from(["server", "x-powered-by", "x-aspnet-version"]), st.text())))
def test_arbitrary_headers_never_raise(headers: list[tuple[str, str]]) -> None:
    assert all(isinstance(software, Software) for software in software_of(headers))


@pytest.mark.parametrize(
    "value", ["a" * 60_000, "a/" * 30_000, "a(" * 30_000, " (" * 30_000, "a 1." * 15_000, "a/1" + "." * 60_000]
)
def test_a_long_header_takes_no_long_time(value: str) -> None:
    start = time.process_time()
    read("server", value)
    assert time.process_time() - start < 0.5
