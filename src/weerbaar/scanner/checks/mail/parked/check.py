"""Is a domain without mail closed to everybody who would send or receive in its name?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dmarc_discovery import discover
from weerbaar.scanner.checks.mail.mail_use import closes_senders, hosts_of, is_null_mx, is_without_mail
from weerbaar.scanner.checks.mail.spf_tree import own_record, own_records
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.mail import DMARC, MAIL_WILDCARDS, MX, SPF
from weerbaar.scanner.facts.observation import Observation, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.dkim import DkimKey, parse, resembles_dkim
from weerbaar.scanner.parsers.dmarc import DmarcPolicy
from weerbaar.scanner.parsers.spf import Qualifier
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.parked"
NEEDS = (MX, SPF, DMARC, MAIL_WILDCARDS)
OUTCOMES = {
    "closed": passes(),
    "wildcard-mail": fails(Severity.LOW),
    "wildcard-key": fails(Severity.LOW),
    "senders-listed": fails(Severity.MEDIUM),
    "not-rejected": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The rules of a parked domain, without what other checks already tell of it (decision 0003)."""
    mx, spf, dmarc, wildcards = sheet[MX], sheet[SPF], sheet[DMARC], sheet[MAIL_WILDCARDS]
    for fact in (mx, spf, dmarc, wildcards):
        if isinstance(fact, Unobserved):
            return undetermined(ID, fact)
    assert not isinstance(mx, Unobserved) and not isinstance(spf, Unobserved)
    assert not isinstance(dmarc, Unobserved) and not isinstance(wildcards, Unobserved)
    if not is_without_mail(sheet):
        return Finding(ID, "not-applicable")
    below, key = wildcards.value.mx, wildcards.value.key
    if hosts := _mail_below(below):
        return Finding(ID, "wildcard-mail", {"hosts": [*hosts]})
    if _has_key(key):
        return Finding(ID, "wildcard-key", {"name": f"*._domainkey.{sheet.target}"})
    told = {"mail.mx": not is_null_mx(mx.value)}
    texts, record = own_records(spf.value), own_record(spf.value)
    if not closes_senders(texts):
        if record is not None and record.all in (Qualifier.FAIL, Qualifier.SOFTFAIL):
            return Finding(ID, "senders-listed", {"record": texts[0]})
        told["mail.spf-all" if record else "mail.spf-syntax" if len(texts) == 1 else "mail.spf-record"] = True
    discovery = discover(dmarc.value)
    policies = discovery.policies_of(discovery.record) if discovery.record else (DmarcPolicy.NONE,)
    is_trial = discovery.record is not None and discovery.record.testing
    told["mail.dmarc-policy"] = DmarcPolicy.NONE in policies or is_trial
    if DmarcPolicy.QUARANTINE in policies and not told["mail.dmarc-policy"]:
        return Finding(ID, "not-rejected", {"name": discovery.name, "record": discovery.texts[0]})
    missed = next((seen for seen in (below, key) if isinstance(seen, Unobserved)), None)
    if missed is not None:
        return undetermined(ID, missed)
    left: list[Json] = [check for check, is_told in told.items() if is_told]
    return Finding(ID, "not-applicable", {"told_by": left}) if left else Finding(ID, "closed")


def _mail_below(seen: Observation[Answer]) -> tuple[str, ...]:
    return () if isinstance(seen, Unobserved) else hosts_of(seen.value)


def _has_key(seen: Observation[Answer]) -> bool:
    """Whether every selector has a key that works; an empty one, which revokes, closes what it covers."""
    texts = () if isinstance(seen, Unobserved) else seen.value.records
    keys = [parse(text) for text in texts if resembles_dkim(text)]
    return any(isinstance(key, DkimKey) and not key.revoked for key in keys)
