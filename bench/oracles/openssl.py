"""openssl s_client: what its verifier says of the certificate of a site, and of mail hosts by their DANE records."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.oracles.opinion import Opinion, Subject, outcomes, worst
from lab.proofs import tools

NAME = "openssl"
PACKAGE = "openssl"
COVERS = {
    "tls.certificate-expiry": outcomes("expired", "not-yet-valid"),
    "tls.certificate-name": outcomes(),
    "tls.certificate-trust": outcomes(),
    "tls.alpn": outcomes(),
    "tls.dane": outcomes(),
    "tls.ocsp-stapling": outcomes("must-staple-missing"),
    "tls.revocation": outcomes(),
    "mail.mx-certificate": outcomes(),
    "mail.dane-match": outcomes(),
}
# Codes of X509_verify_cert (openssl-verification-options): dates, names, and the path.
_DATES, _NAMES, _PATH = (9, 10), (62,), (2, 18, 19, 20, 21)
_AT_ONCE = 4


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every web host, and of the mail hosts of every company."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        sites = [subject.domain for subject in subjects if subject.web]
        for domain, shown in zip(sites, pool.map(tools.handshake, sites), strict=True):
            code = _code(shown)
            if code is not None:
                yield Opinion(domain, "tls.certificate-expiry", code in _DATES, f"verify code {code}")
                yield Opinion(domain, "tls.certificate-name", code in _NAMES, f"verify code {code}")
                if code not in (*_DATES, *_NAMES):
                    yield Opinion(domain, "tls.certificate-trust", code in _PATH, f"verify code {code}")
        for domain, extended in zip(sites, pool.map(_extended, sites), strict=True):
            yield from _of_extensions(domain, extended)
        for domain, fits in zip(sites, pool.map(_web_dane, sites), strict=True):
            yield Opinion(domain, "tls.dane", fits is False, f"DANE matches: {fits}")
        hosts = sorted({host for subject in subjects for host in subject.mail_hosts})
        plain = dict(zip(hosts, map(_code, pool.map(tools.mail_handshake, hosts)), strict=True))
        dane = dict(zip(hosts, pool.map(_by_dane, hosts), strict=True))
    for subject in subjects:
        codes = [code for host in subject.mail_hosts if (code := plain[host]) is not None]
        fitting = [fits for host in subject.mail_hosts if (fits := dane[host]) is not None]
        certificate = worst(
            subject.domain, "mail.mx-certificate", ((code != 0, f"verify code {code}") for code in codes)
        )
        match = worst(subject.domain, "mail.dane-match", ((not one, f"DANE matches: {one}") for one in fitting))
        yield from (opinion for opinion in (certificate, match) if opinion)


def _extended(domain: str) -> str:
    """The handshake with a wish for HTTP/2 and a stapled answer, and where the certificate says that answers are."""
    certificate = tools.certificate(domain)
    places = "".join(f"\nOCSP at {place}" for place in re.findall(r"OCSP - URI:(\S+)", certificate))
    demanded = "\nOCSP demanded" if re.search(r"TLS Feature:\s+status_request", certificate) else ""
    return tools.handshake(domain, "-status", "-alpn", "h2,http/1.1") + places + demanded


def _of_extensions(domain: str, shown: str) -> Iterator[Opinion]:
    if _code(shown) is None:
        return
    yield Opinion(
        domain, "tls.alpn", "ALPN protocol: h2" not in shown, "no h2" if "ALPN protocol: h2" not in shown else "h2"
    )
    if "OCSP at " in shown:
        stapled = "OCSP Response Status: successful" in shown
        said = "stapled" if stapled else "no response sent"
        yield Opinion(domain, "tls.ocsp-stapling", not stapled and "OCSP demanded" in shown, said)
    if found := re.search(r"Cert Status: (\w+)", shown):
        yield Opinion(domain, "tls.revocation", found[1] == "revoked", found[1])


def _web_dane(domain: str) -> bool | None:
    records = tools.records("TLSA", f"_443._tcp.{domain}")
    if not records:
        return None
    options = ["-dane_tlsa_domain", domain]
    for record in records:
        options += ["-dane_tlsa_rrdata", record]
    code = _code(tools.handshake(domain, *options))
    return None if code is None else code == 0


def _code(shown: str) -> int | None:
    if "no peer certificate available" in shown:
        return None
    found = re.findall(r"Verif(?:y|ication) return code: (\d+)|Verify return code: (\d+)", shown)
    return int(next(filter(None, found[-1]))) if found else None


def _by_dane(host: str) -> bool | None:
    if not tools.records("TLSA", f"_25._tcp.{host}"):
        return None
    code = _code(tools.mail_handshake_dane(host))
    return None if code is None else code == 0
