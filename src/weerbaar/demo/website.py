"""What the website of a company answers: pure, so that it can be read and tested without a server."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from weerbaar.demo.companies import Company

_MTA_STS_MAX_AGE_S = 604800
_PAGE = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>{name} (demo)</title>
<h1>{name}</h1>
<p>Dit bedrijf bestaat niet. Het is een demonstratie van Weerbaar.</p>
<p lang="en">This company does not exist. It is a demonstration of Weerbaar.</p>
<p>{story}</p>
</html>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: status, headers in order, body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


def answer(company: Company, host: str, path: str, *, secure: bool, now: datetime) -> Page:
    """What this company's server says to a GET of `path` at `host`."""
    if not secure and company.setup.plain_http == "redirect":
        return Page(301, (("Location", f"https://{host}{path}"),))
    if host == company.mta_sts_host:
        return _mail_policy(company, path)
    if host not in (company.domain, company.www):
        return Page(421, ())  # RFC 9110, section 15.5.20: not a site of this server
    if path == "/.well-known/security.txt" and company.setup.security_txt_days:
        return _text(_security_txt(company, now))
    headers = tuple((name.title(), value) for name, value in company.setup.headers.items() if value)
    if path != "/":
        return Page(404, headers)
    body = _PAGE.format(name=escape(company.name), story=escape(company.nl)).encode()
    return Page(200, (("Content-Type", "text/html; charset=utf-8"), *headers), body)


def _mail_policy(company: Company, path: str) -> Page:
    if company.setup.mta_sts == "none" or path != "/.well-known/mta-sts.txt":
        return Page(404, ())
    lines = (
        "version: STSv1",
        f"mode: {company.setup.mta_sts}",
        f"mx: {company.mail_host}",
        f"max_age: {_MTA_STS_MAX_AGE_S}",
    )
    return _text("".join(f"{line}\r\n" for line in lines))


def _security_txt(company: Company, now: datetime) -> str:
    expires = (now + timedelta(days=company.setup.security_txt_days)).replace(microsecond=0)
    lines = (
        f"Contact: mailto:security@{company.domain}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
    )
    return "".join(f"{line}\n" for line in lines)


def _text(body: str) -> Page:
    return Page(200, (("Content-Type", "text/plain; charset=utf-8"),), body.encode())
