"""Proofs about sites: redirects, headers, security.txt and faults."""

import re
from collections.abc import Iterator
from functools import partial

from lab.proofs.proof import Proof
from lab.proofs.tools import asks_again, curl, head, run, talk
from lab.table import Company, variants

_PLAIN_HTTP = {
    "redirect": r"301.*location: https://{domain}/",
    "plain": "200 OK.*<h1>Welkom",
    "via-http": r"301.*location: http://www\.{domain}/",
    "offsite": r"301.*location: https://good-0001\.nl/",
    "private": r"302.*location: http://127\.0\.0\.1:6379/",
    "link-local": r"302.*location: http://169\.254\.169\.254/",
}
_SECURITY_TXT = {
    "good": r"200.*content-type: text/plain; charset=utf-8.*Contact: mailto:.*Expires: 20\d\d-",
    "none": "404",
    "expired": "200.*Expires: 20",
    "no-contact": "200.*\r\n\r\nExpires: 20",
    "html": "200.*content-type: text/html.*Contact: mailto:",
    "malformed": "200.*Expires: next year",
}
_SIGN_IN = {
    "locked": ("/wp-login.php", "403"),
    "open": ("/wp-login.php", "200.*type=password"),
    "database": ("/phpmyadmin/", "200.*type=password"),
}
_NO_BODY = ("-o", "/dev/null", "-w")


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    for company in companies:
        settings = company.settings
        if settings.fault != "none":
            yield from _fault(company)
        elif _has_ordinary_site(company):
            yield from _plain(company)
            yield from _secure(company)


def _has_ordinary_site(company: Company) -> bool:
    settings = company.settings
    reachable = ("normal", "www-alias", "no-www", "www-no-https", "no-ipv6", "dead-ipv6", "global")
    return company.resolves and settings.content == "full" and settings.hosts in reachable


def _plain(company: Company) -> Iterator[Proof]:
    row, domain, kind = company.archetype.id, company.domain, company.settings.plain_http
    url = f"http://{domain}/"
    if kind in _PLAIN_HTTP:
        wanted = _PLAIN_HTTP[kind].replace("{domain}", domain.replace(".", r"\."))
        yield Proof(row, "port 80", partial(curl, url), wanted)
    if kind == "closed":
        yield Proof(row, "port 80", partial(talk, domain, 80), "refused")
    if kind == "via-http":
        yield Proof(
            row, "then https", partial(curl, f"http://www.{domain}/"), rf"301.*location: https://www\.{domain}/"
        )
    if kind == "loop":
        yield Proof(row, "the loop", partial(curl, url, "-L", "--max-redirs", "9"), "maximum .* redirects")
    if kind == "chain":
        walk = partial(curl, url, "-L", *_NO_BODY, "%{num_redirects} %{url_effective} %{http_code}")
        yield Proof(row, "seven steps", walk, rf"7 https://{domain}/ 200")
    if company.settings.hosts == "dead-ipv6":
        yield Proof(row, "IPv6", partial(curl, url, "-6", timeout_s=2), "timed out")
    if company.settings.hosts == "normal" and kind == "redirect":
        yield Proof(row, "over IPv6", partial(curl, url, "-6"), "301")


def _secure(company: Company) -> Iterator[Proof]:
    row, domain, settings = company.archetype.id, company.domain, company.settings
    if settings.tls == "no-https":
        yield Proof(row, "port 443", partial(talk, domain, 443), "refused")
        return
    yield Proof(row, "headers", partial(_compare_headers, company), "^same$")
    if settings.headers == "cors-reflected":
        asked = partial(curl, f"https://{domain}/", "-k", "-H", "Origin: https://stranger.invalid")
        yield Proof(row, "a stranger", asked, "access-control-allow-origin: https://stranger.invalid")
    if settings.headers == "cookie-everywhere":
        asked = partial(
            curl, f"https://{domain}/", "-k", "-H", "Accept-Encoding: gzip", *_NO_BODY, "%header{content-encoding}"
        )
        yield Proof(row, "compressed", asked, "gzip")
    if settings.versions == "shown":
        yield Proof(row, "version", partial(head, domain), r"server: nginx/\d")
    elif row == "good":
        yield Proof(row, "no version", partial(head, domain), "server: nginx", unwanted="server: nginx/")
    url = f"https://{domain}/.well-known/security.txt"
    yield Proof(row, "security.txt", partial(curl, url, "-k"), _SECURITY_TXT[settings.security_txt])
    for part in variants().texts["page"][settings.page]:
        yield Proof(row, "page", partial(curl, f"https://{domain}/", "-k"), f"<head>.*{re.escape(part)}.*</head>")
    if settings.sign_in != "none":
        path, wanted = _SIGN_IN[settings.sign_in]
        yield Proof(row, "sign-in page", partial(curl, f"https://{domain}{path}", "-k"), wanted)
    www = f"https://www.{domain}/"
    if settings.hosts == "www-no-https":
        yield Proof(row, "www over https", partial(talk, f"www.{domain}", 443), "refused")
        yield Proof(row, "www over http", partial(curl, f"http://www.{domain}/"), "301")
    elif settings.hosts == "no-www":
        yield Proof(row, "www", partial(curl, www), "could not resolve")
    else:
        yield Proof(row, "www", partial(curl, www, "-k"), "200")


def _compare_headers(company: Company) -> str:
    """`same`, or the headers that differ from the table's."""
    lines = (line.partition(":") for line in head(company.domain).splitlines())
    seen = {name.lower(): value.strip() for name, _, value in lines}
    wanted = {name.lower(): value for name, value in variants().headers[company.settings.headers].items()}
    all_names = {name.lower() for headers in variants().headers.values() for name in headers}
    # What the server fills in from the request is not there when nothing was asked.
    wanted = {name: value for name, value in wanted.items() if not value.startswith("$")}
    different = {name: seen.get(name) for name in all_names if seen.get(name) != wanted.get(name)}
    return str(different) if different else "same"


def _fault(company: Company) -> Iterator[Proof]:
    row, domain = company.archetype.id, company.domain
    page = f"https://{domain}/"
    count = ("sh", "-c", f"curl -sSk -m 20 --compressed {page} | wc -c")
    some = ("sh", "-c", f"curl -sSk -m 2 {page} | wc -c")
    look, wanted = {
        "slow": (partial(curl, page, timeout_s=2), r"timed out.*0 bytes received"),
        "drip": (partial(curl, page, timeout_s=3), "timed out"),
        "reset": (partial(curl, page), "reset|unexpected eof"),
        "infinite": (partial(run, *some), r"^\d{8,}|\n\d{8,}"),
        "bomb": (partial(run, *count, timeout_s=30), "^1073741824"),
        "big-headers": (partial(curl, page), "too large|headers"),
        "tls-hang": (partial(curl, page, timeout_s=2), "timed out"),
        "tls-garbage": (partial(curl, page), "wrong version number|packet length"),
        "renegotiating": (partial(asks_again, domain), "^(?!.*no renegotiation).*verify return"),
    }[company.settings.fault]
    yield Proof(row, company.settings.fault, look, wanted)
    if company.settings.fault in ("infinite", "bomb"):
        yield Proof(row, "the rest is ordinary", partial(curl, f"http://{domain}/"), f"301.*https://{domain}/")
        security_txt = f"https://{domain}/.well-known/security.txt"
        yield Proof(row, "security.txt", partial(curl, security_txt), _SECURITY_TXT["good"])
    if company.settings.fault == "tls-garbage":
        yield Proof(row, "port 80", partial(curl, f"http://{domain}/"), "HTTP/0.9")
