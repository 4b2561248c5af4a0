"""Whether the domain receives or sends mail at all, which decides what there is to judge."""

from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.mail import MX, SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers import spf


def hosts_of(mx: Answer) -> tuple[str, ...]:
    """The names in the MX records, best preference first; a null MX has none."""
    found = []
    for record in mx.records:
        preference, _, host = record.partition(" ")
        if host.strip().rstrip("."):
            found.append((int(preference) if preference.isdecimal() else 0, host.strip().rstrip(".").lower()))
    return tuple(host for _, host in sorted(found))


def is_null_mx(mx: Answer) -> bool:
    """Whether the domain says that it receives no mail: one MX record with the root as its host (RFC 7505, section 3)."""
    return bool(mx.records) and not hosts_of(mx)


def sends_no_mail(sheet: FactSheet) -> bool:
    """Whether the domain says that nothing is sent in its name: a null MX, or an SPF record `v=spf1 -all` and no more."""
    mx, lookups = sheet[MX], sheet[SPF]
    if not isinstance(mx, Unobserved) and is_null_mx(mx.value):
        return True
    if isinstance(lookups, Unobserved):
        return False
    records = [text for text in lookups.value.record.records if spf.is_spf(text)]
    return len(records) == 1 and records[0].lower().split() == ["v=spf1", "-all"]
