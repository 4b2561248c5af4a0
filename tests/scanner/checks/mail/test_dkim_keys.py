import base64
from functools import lru_cache

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.scanner.checks.mail.builders import NULL_MX, TIMEOUT, WITH_MAIL, Case, dkim, sheet, spf
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dkim_keys.check import run
from weerbaar.scanner.facts.mail import DKIM
from weerbaar.scanner.facts.sheet import FactSheet

ED25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
REVOKED = "v=DKIM1; p="
BROKEN = "v=DKIM1; p=garbage!"


@lru_cache(maxsize=4)
def key(bits: int) -> str:
    public = rsa.generate_private_key(public_exponent=65537, key_size=bits).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


def keys(**selectors: str) -> FactSheet:
    found = dkim({selector: [text] for selector, text in selectors.items()})
    return sheet(found, WITH_MAIL, spf("v=spf1 mx -all"))


CASES: list[Case] = [
    ("2048 bits", keys(default=key(2048)), "strong"),
    ("Ed25519", keys(default=ED25519), "strong"),
    ("a good key and a retired one", keys(new=key(2048), old=REVOKED), "strong"),
    ("1024 bits", keys(default=key(1024)), "weak"),
    ("a short key beside a good one and a broken one", keys(a=ED25519, b=key(1024), c=BROKEN), "weak"),
    ("for SHA-1 only", keys(default=key(2048).replace("k=rsa", "h=sha1")), "weak"),
    ("a broken key beside a good one", keys(a=ED25519, b=BROKEN), "malformed"),
    ("a broken key and a retired one", keys(a=REVOKED, b=BROKEN), "malformed"),
    ("a retired key only", keys(default=REVOKED), "revoked"),
    ("no key", keys(), "not-applicable"),
    ("the answer of a wildcard", keys(default="v=spf1 -all"), "not-applicable"),
    ("a key for something else", keys(default=key(1024) + "; s=other"), "not-applicable"),
    ("a key of an unknown type", keys(default="v=DKIM1; k=mldsa; p=AAAA"), "not-applicable"),
    ("a null MX", sheet(dkim({"default": [REVOKED]}), NULL_MX, spf("v=spf1 -all")), "not-applicable"),
    ("no answer", sheet((DKIM, TIMEOUT), WITH_MAIL, spf("v=spf1 mx -all")), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "2048 bits": {"keys": {"default": "rsa 2048"}},
    "Ed25519": {"keys": {"default": "ed25519 256"}},
    "a good key and a retired one": {"keys": {"new": "rsa 2048", "old": "revoked"}},
    "1024 bits": {"selectors": ["default"], "keys": {"default": "rsa 1024"}, "minimum": 2048},
    "a short key beside a good one and a broken one": {"selectors": ["b"]},
    "for SHA-1 only": {"selectors": ["default"]},
    "a broken key beside a good one": {"selectors": ["b"], "keys": {"a": "ed25519 256", "b": "base64"}},
    "a broken key and a retired one": {"selectors": ["b"]},
    "a retired key only": {"selectors": ["default"]},
    "no key": {},
    "the answer of a wildcard": {},
    "a key for something else": {},
    "a key of an unknown type": {},
    "a null MX": {},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
