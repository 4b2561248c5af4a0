import base64
from functools import lru_cache

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.dkim import DkimKey, parse, resembles_dkim
from weerbaar.scanner.parsers.malformed import Malformed

# RFC 6376, appendix C, folded over lines as it stands there
RFC_6376 = """v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQ
    KBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt
    IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v
    /RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi
    tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"""
# RFC 8463, appendix A.2
RFC_8463 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


@lru_cache(maxsize=4)
def encoded(bits: int, form: PublicFormat = PublicFormat.SubjectPublicKeyInfo) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return base64.b64encode(key.public_key().public_bytes(Encoding.DER, form)).decode()


def test_the_rsa_key_of_the_standard_has_1024_bits() -> None:
    assert parse(RFC_6376) == DkimKey("rsa", 1024, False)


def test_the_ed25519_key_of_the_standard_is_read() -> None:
    assert parse(RFC_8463) == DkimKey("ed25519", 256, False)


@pytest.mark.parametrize("form", [PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1])
def test_an_rsa_key_is_read_with_and_without_its_wrapping(form: PublicFormat) -> None:
    assert parse(f"v=DKIM1; k=rsa; p={encoded(2048, form)}") == DkimKey("rsa", 2048, False)


def test_version_and_type_may_be_left_out() -> None:
    assert parse(f"p={encoded(2048)}") == DkimKey("rsa", 2048, False)


@pytest.mark.parametrize("text", ["v=DKIM1; p=", "v=DKIM1; k=rsa; p=;", "p= "])
def test_an_empty_key_is_revoked(text: str) -> None:
    assert parse(text) == DkimKey("rsa", 0, True)


def test_hashes_and_services_are_read() -> None:
    found = parse("v=DKIM1; h=sha1 : SHA256; s=tlsrpt; t=y:s; n=for reports; p=")
    assert found == DkimKey("rsa", 0, True, ("sha1", "sha256"), False)


def test_a_key_of_an_unknown_type_has_no_size() -> None:
    assert parse("v=DKIM1; k=mldsa; p=AAAA") == DkimKey("mldsa", 0, False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("v=DKIM1; k=rsa", "no-key"),
        ("", "no-key"),
        ("v=DKIM2; p=", "version"),
        ("v=dkim1; p=", "version"),
        ("k=rsa; v=DKIM1; p=", "version"),
        ("v=DKIM1; p=; p=", "repeated-tag"),
        ("v=DKIM1; key; p=", "tag"),
        ("v=DKIM1;; p=", "tag"),
        ("v=DKIM1; 1=x; p=", "tag"),
        ("v=DKIM1; n=caf\u00e9; p=", "tag"),
        ("v=DKIM1; p=not a key", "base64"),
        ("v=DKIM1; p=AAA", "base64"),
        ("v=DKIM1; p=AAAA", "key"),
        ("v=DKIM1; k=ed25519; p=AAAA", "key"),
    ],
)
def test_a_record_outside_the_grammar_is_malformed(text: str, fault: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed) and found.fault == fault, found


def test_a_key_of_another_kind_is_no_rsa_key() -> None:
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    der = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    found = parse(f"v=DKIM1; p={base64.b64encode(der).decode()}")
    assert isinstance(found, Malformed) and found.fault == "key"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=DKIM1; p=", True),
        ("V = DKIM1", True),
        ("v=DKIM2; p=x", True),
        ("k=rsa; p=AAAA", True),
        ("p=AAAA", True),
        ("v=spf1 -all", False),
        ("v=DMARC1; p=reject", False),
        ("site-verification=1234", False),
    ],
)
def test_only_texts_that_were_meant_as_keys_count(text: str, expected: bool) -> None:
    assert resembles_dkim(text) is expected


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse(text)
    parse("v=DKIM1; p=" + text)
    resembles_dkim(text)


@given(st.binary())
def test_no_bytes_make_the_parser_raise(raw: bytes) -> None:
    parse("v=DKIM1; p=" + base64.b64encode(raw).decode())


@pytest.mark.parametrize("piece", [" ", "A", ";", "=", "x=1;", "; ", ":"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert growth(parse, lambda times: "v=DKIM1; h=" + piece * times + "\x00") < 50
    assert growth(resembles_dkim, lambda times: piece * times + "\x00") < 50
