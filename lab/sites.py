"""The texts that sites serve: the page, security.txt and the MTA-STS policy. Shared by nginx and the odd servers."""

from datetime import datetime, timedelta

from lab.table import Company, variants

_PAGE = (
    "<!doctype html>\n<html lang=nl>\n<head><meta charset=utf-8><title>Bedrijf</title>\n{parts}</head>\n"
    "<body><h1>Welkom</h1>\n" + "<p>Wij maken dozen, in alle maten.</p>\n" * 200 + "</body>\n</html>\n"
)
_NOT_FOUND = ""


def page(word: str) -> str:
    """The page with the parts that this word stands for."""
    parts = "".join(f"{part}\n" for part in variants().texts["page"][word])
    return _PAGE.replace("{parts}", parts)


def security_txt(kind: str, domain: str, now: datetime) -> tuple[str, str]:
    """The type and the text of security.txt (RFC 9116); an empty text means there is none."""
    contact = f"Contact: mailto:security@{domain}\n"
    expires = f"Expires: {_moment(now + timedelta(days=180))}\n"
    canonical = f"Canonical: https://{domain}/.well-known/security.txt\nPreferred-Languages: nl, en\n"
    match kind:
        case "none":
            return "text/plain", _NOT_FOUND
        case "no-contact":
            contact = ""
        case "expired":
            expires = f"Expires: {_moment(now - timedelta(days=30))}\n"
        case "malformed":
            expires = "Expires: next year\n"
    return "text/html" if kind == "html" else "text/plain", contact + expires + canonical


def mta_sts_policy(company: Company) -> str:
    """The policy file (RFC 8461, section 3.2); an empty text means there is none."""
    kind = company.settings.mta_sts_policy
    hosts = [variants().mail_hosts[name].host for name in company.mail_hosts]
    mode = {"testing": "testing", "none-mode": "none", "malformed": "enfroce"}.get(kind, "enforce")
    if kind == "absent":
        return _NOT_FOUND
    if kind == "mx-mismatch":
        hosts = ["mail.otherhost.nl"]
    lines = ["version: STSv1", f"mode: {mode}", *(f"mx: {host}" for host in hosts)]
    if kind != "malformed":
        lines.append("max_age: 604800")
    return "".join(f"{line}\r\n" for line in lines)


def headers(company: Company) -> dict[str, str]:
    """The response headers of the site."""
    return dict(variants().headers[company.settings.headers])


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
