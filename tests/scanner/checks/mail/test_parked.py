import pytest

from tests.scanner.checks.mail.builders import (
    DOMAIN,
    MX_UNSEEN,
    NULL_MX,
    TIMEOUT,
    WITH_MAIL,
    WITHOUT_MX,
    Case,
    dmarc,
    sheet,
    spf,
    wildcards,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.mail_use import is_without_mail
from weerbaar.scanner.checks.mail.parked.check import run
from weerbaar.scanner.facts.mail import DMARC, MAIL_WILDCARDS, SPF
from weerbaar.scanner.facts.observation import Reason, Unobserved

NOBODY, REJECT = spf("v=spf1 -all"), dmarc("v=DMARC1; p=reject")
NOTHING = wildcards()
NOT_ASKED = Unobserved(Reason.NOT_LOOKED, f"DNS MX {DOMAIN}")
KEY = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
CASES: list[Case] = [
    ("closed", sheet(NULL_MX, NOBODY, REJECT, NOTHING), "closed"),
    ("closed by wildcards too", sheet(NULL_MX, NOBODY, REJECT, wildcards(["0 ."], ["v=DKIM1; p="])), "closed"),
    ("any name gets mail", sheet(NULL_MX, NOBODY, REJECT, wildcards(["5 mx.test"])), "wildcard-mail"),
    ("any selector has a key", sheet(NULL_MX, NOBODY, REJECT, wildcards(key=[KEY])), "wildcard-key"),
    ("senders beside a null MX", sheet(NULL_MX, spf("v=spf1 a mx -all"), REJECT, NOTHING), "senders-listed"),
    ("a mild end", sheet(WITHOUT_MX, spf("v=spf1 ~all"), REJECT, NOTHING), "senders-listed"),
    ("quarantine", sheet(NULL_MX, NOBODY, dmarc("v=DMARC1; p=quarantine"), NOTHING), "not-rejected"),
    ("quarantine below", sheet(NULL_MX, NOBODY, dmarc("v=DMARC1; p=reject; sp=quarantine"), NOTHING), "not-rejected"),
    ("it has mail", sheet(WITH_MAIL, NOBODY, REJECT, wildcards(NOT_ASKED, NOT_ASKED)), "not-applicable"),
    ("it only sends", sheet(WITHOUT_MX, spf("v=spf1 ip4:192.0.2.1 -all"), REJECT, NOTHING), "not-applicable"),
    ("no null MX", sheet(WITHOUT_MX, NOBODY, REJECT, NOTHING), "not-applicable"),
    ("nothing at all", sheet(WITHOUT_MX, spf(), dmarc(), NOTHING), "not-applicable"),
    ("a policy on trial", sheet(NULL_MX, NOBODY, dmarc("v=DMARC1; p=reject; t=y"), NOTHING), "not-applicable"),
    ("a list without an end", sheet(NULL_MX, spf("v=spf1 mx ?all"), REJECT, NOTHING), "not-applicable"),
    ("a list that cannot be read", sheet(NULL_MX, spf("v=spf1 mxx -all"), REJECT, NOTHING), "not-applicable"),
    ("no answer about names below", sheet(NULL_MX, NOBODY, REJECT, wildcards(TIMEOUT)), "not-determined"),
    ("no answer about mail hosts", sheet(MX_UNSEEN, NOBODY, REJECT, NOTHING), "not-determined"),
    ("no answer about senders", sheet(NULL_MX, (SPF, TIMEOUT), REJECT, NOTHING), "not-determined"),
    ("no answer about the policy", sheet(NULL_MX, NOBODY, (DMARC, TIMEOUT), NOTHING), "not-determined"),
    ("no wildcards", sheet(NULL_MX, NOBODY, REJECT, (MAIL_WILDCARDS, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "closed": {},
    "closed by wildcards too": {},
    "any name gets mail": {"hosts": ["mx.test"]},
    "any selector has a key": {"name": f"*._domainkey.{DOMAIN}"},
    "senders beside a null MX": {"record": "v=spf1 a mx -all"},
    "a mild end": {"record": "v=spf1 ~all"},
    "quarantine": {"record": "v=DMARC1; p=quarantine"},
    "quarantine below": {},
    "it has mail": {"told_by": None},
    "it only sends": {"told_by": None},
    "no null MX": {"told_by": ["mail.mx"]},
    "nothing at all": {"told_by": ["mail.mx", "mail.spf-record", "mail.dmarc-policy"]},
    "a policy on trial": {"told_by": ["mail.dmarc-policy"]},
    "a list without an end": {"told_by": ["mail.spf-all"]},
    "a list that cannot be read": {"told_by": ["mail.spf-syntax"]},
    "no answer about names below": {"reason": "dns-timeout"},
    "no answer about mail hosts": {"reason": "dns-failure"},
    "no answer about senders": {"reason": "dns-timeout"},
    "no answer about the policy": {"reason": "dns-timeout"},
    "no wildcards": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((), True),
        (("v=spf1 ?all",), True),
        (("v=spf1 +all",), False),
        (("v=spf1",), False),
        (("v=spf1 redirect=x.example",), False),
        (("v=spf1 mxx -all",), False),
    ],
)
def test_without_mail_hosts_the_list_of_senders_decides(records: tuple[str, ...], expected: bool) -> None:
    assert is_without_mail(sheet(WITHOUT_MX, spf(*records))) is expected


def test_a_domain_whose_mail_hosts_are_unknown_is_not_called_parked() -> None:
    assert not is_without_mail(sheet(MX_UNSEEN, NOBODY))
