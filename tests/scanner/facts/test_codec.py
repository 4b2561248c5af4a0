"""Facts survive being written down; anything else is refused with its place."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from weerbaar.scanner.facts import dns, mail, tls
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet, known_facts
from weerbaar.scanner.vocabulary.errors import InvalidFactSheet

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)


def a_sheet() -> FactSheet:
    sheet = FactSheet("bakkerij.example")
    answer = dns.Answer("bakkerij.example", "MX", dns.AnswerKind.RECORDS, ("10 mx.bakkerij.example",), secure=None)
    sheet.record(mail.MX, Observed(answer, NOW, "DNS MX bakkerij.example"))
    session = tls.TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384", (b"\x30\x00",), False, "no path", NOW)
    versions = {"SSLv3": Observed(False, NOW), "TLSv1.3": Unobserved(Reason.TIMEOUT, "hello")}
    endpoint = tls.TlsEndpoint("bakkerij.example", "198.18.0.1", 443, Observed(session, NOW), versions)
    sheet.record(tls.WEB_ENDPOINTS, Observed((endpoint,), NOW))
    sheet.record(mail.DMARC, Unobserved(Reason.DNS_BOGUS, "DNS TXT _dmarc.bakkerij.example", "ede 6"))
    return sheet


def test_a_sheet_reads_back_as_it_was_written() -> None:
    assert FactSheet.from_json(json.loads(json.dumps(a_sheet().to_json()))) == a_sheet()


def test_not_looked_is_not_the_same_as_not_there() -> None:
    sheet = FactSheet("bakkerij.example")
    sheet.record(mail.MAIL_HOSTS, Observed((), NOW))
    assert sheet[mail.MAIL_HOSTS] == Observed((), NOW)
    assert sheet[mail.TLS_RPT] == Unobserved(Reason.NOT_LOOKED)
    assert mail.TLS_RPT not in sheet


def test_a_fact_of_a_newer_version_is_left_out() -> None:
    written = a_sheet().to_json()
    written["observations"]["mail.of-next-year"] = {"unobserved": "timeout"}  # type: ignore[index, call-overload]
    assert FactSheet.from_json(written) == a_sheet()


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("schema",), 2, "$.schema"),
        (("observations",), [], "$"),
        (("observations", "mail.mx", "value", "kind"), "sometimes", "$.observations.mail.mx.value.kind"),
        (("observations", "mail.mx", "value", "records"), "10 mx", "$.observations.mail.mx.value.records"),
        (("observations", "mail.mx", "at"), "2026-11-24T09:14:00", "$.observations.mail.mx"),
        (("observations", "mail.dmarc", "unobserved"), "because", "$.observations.mail.dmarc"),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_place(path: tuple[str, ...], value: object, where: str) -> None:
    data = json.loads(json.dumps(a_sheet().to_json()))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(InvalidFactSheet) as refusal:
        FactSheet.from_json(data)
    assert refusal.value.where == where


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_other_json_is_refused(data: object) -> None:
    with pytest.raises(InvalidFactSheet):
        FactSheet.from_json(data)


def test_every_fact_has_a_key_by_its_module() -> None:
    modules = {path.stem for path in Path(dns.__file__).parent.glob("*.py")}
    assert {key.partition(".")[0] for key in known_facts()} <= modules
    assert len(known_facts()) >= 20
