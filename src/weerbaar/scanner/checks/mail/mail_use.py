"""Whether the domain receives or sends mail at all, which decides what there is to judge."""

from collections.abc import Sequence

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
    return closes_senders([text for text in lookups.value.record.records if spf.is_spf(text)])


def closes_senders(records: Sequence[str]) -> bool:
    """Whether these SPF records say that nobody sends in the domain's name: exactly one, `v=spf1 -all`."""
    return len(records) == 1 and records[0].lower().split() == ["v=spf1", "-all"]


def is_without_mail(sheet: FactSheet) -> bool:
    """Whether the domain is parked as far as mail goes: it takes none, and it lists nobody who may send.

    A null MX is enough. Without any MX record the list of senders decides: there is none, or one that names nobody.
    """
    mx, lookups = sheet[MX], sheet[SPF]
    if isinstance(mx, Unobserved) or hosts_of(mx.value):
        return False
    if is_null_mx(mx.value):
        return True
    if isinstance(lookups, Unobserved):
        return False
    records = [text for text in lookups.value.record.records if spf.is_spf(text)]
    parsed = [spf.parse(text) for text in records]
    return all(isinstance(one, spf.SpfRecord) and _names_nobody(one) for one in parsed)


def _names_nobody(record: spf.SpfRecord) -> bool:
    """Only an `all` that is not a pass."""
    return record.all not in (None, spf.Qualifier.PASS) and all(term.name == "all" for term in record.directives)
