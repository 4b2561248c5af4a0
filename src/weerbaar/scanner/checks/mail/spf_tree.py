"""The tree of SPF records below a domain: what an evaluation asks, in the worst case (RFC 7208, section 4.6.4)."""

from dataclasses import dataclass, field

from weerbaar.scanner.checks.mail.published_text import candidates
from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.mail import SpfLookups
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.spf import Lookup, Qualifier, SpfRecord, asked_name, is_spf, parse

LOOKUP_LIMIT = 10
VOID_LIMIT = 2
MX_LIMIT = 10
# Evaluations stop at ten look-ups, so a deeper tree is never walked; this keeps a stored sheet from going deeper.
_DEPTH_LIMIT = 50


@dataclass(slots=True)
class SpfTree:
    """`lookups` and `voids` count terms; a record that is included twice counts twice.

    `followed` names the records below the domain's own. `loop` is the way from a name back to itself. `broken` says of
    each include or redirect without a usable record why: `no-record`, `multiple` or `malformed`. `empty` names the
    look-ups that found nothing, `crowded` counts the MX records of names with more than ten. `unseen_records`,
    `unseen_mx` and `unseen_hosts` could not be looked at; terms with macros are not followed and stand in `open_terms`.
    """

    lookups: int = 0
    voids: int = 0
    followed: list[str] = field(default_factory=list)
    loop: tuple[str, ...] = ()
    broken: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    crowded: dict[str, int] = field(default_factory=dict)
    unseen_records: list[Unobserved] = field(default_factory=list)
    unseen_mx: list[Unobserved] = field(default_factory=list)
    unseen_hosts: list[Unobserved] = field(default_factory=list)
    open_terms: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ending:
    """The record that decides about all other senders, after redirects, and where it stands.

    `record` is None when the redirects lead nowhere; `unseen` says why it could not be looked at.
    """

    name: str
    record: SpfRecord | None
    unseen: Unobserved | None = None


def own_records(lookups: SpfLookups) -> tuple[str, ...]:
    """The texts of the domain's own SPF records."""
    return candidates(lookups.record, is_spf)


def own_record(lookups: SpfLookups) -> SpfRecord | None:
    """The domain's record; None unless there is exactly one and it follows the grammar."""
    texts = own_records(lookups)
    found = parse(texts[0]) if len(texts) == 1 else None
    return found if isinstance(found, SpfRecord) else None


def tree_of(lookups: SpfLookups) -> SpfTree | None:
    """The tree below the domain's record; None where there is no record to start from."""
    record = own_record(lookups)
    return None if record is None else _Walk(lookups).walk(record)


def ending_of(lookups: SpfLookups, record: SpfRecord) -> Ending:
    """Follow redirects from the domain's record to the one that has the last word."""
    walk = _Walk(lookups)
    domain = lookups.record.name.lower()
    seen = {domain}
    while record.redirect is not None:
        name = asked_name(record.redirect.value)
        if not name:
            return Ending(record.redirect.value, None, Unobserved(Reason.NOT_LOOKED, record.redirect.text))
        target = walk.record_at(name) if name not in seen else "loop"
        if isinstance(target, Unobserved):
            return Ending(name, None, target)
        if not isinstance(target, SpfRecord):
            return Ending(name, None)
        seen.add(name)
        domain, record = name, target
    return Ending(domain, record)


def open_term(lookups: SpfLookups, record: SpfRecord) -> str:
    """The first term that lets every sender pass, empty without one: `+all`, a prefix of length 0, or a reference to a
    record that does so itself."""
    return _open_term(_Walk(lookups), record, set())


def _open_term(walk: "_Walk", record: SpfRecord, seen: set[str]) -> str:
    for term in record.directives:
        if term.qualifier is not Qualifier.PASS:
            continue
        opens = term.name == "all" or 0 in (term.ip4_prefix, term.ip6_prefix)
        if opens or (term.name == "include" and _opens(walk, term.domain, seen)):
            return term.text
    if record.redirect is not None and _opens(walk, record.redirect.value, seen):
        return record.redirect.text
    return ""


def _opens(walk: "_Walk", domain_spec: str, seen: set[str]) -> bool:
    name = asked_name(domain_spec)
    if not name or name in seen or len(seen) > _DEPTH_LIMIT:
        return False
    seen.add(name)
    target = walk.record_at(name)
    return isinstance(target, SpfRecord) and bool(_open_term(walk, target, seen))


class _Walk:
    """One walk through the answers of a fact; each record is counted once and its sums are kept."""

    def __init__(self, lookups: SpfLookups) -> None:
        self._own = lookups.record
        self._domain = lookups.record.name.lower()
        self._steps = lookups.steps
        self._missing = Reason.BUDGET_SPENT if lookups.cut else Reason.NOT_LOOKED
        self._sums: dict[str, tuple[int, int]] = {}
        self._tree = SpfTree()

    def walk(self, record: SpfRecord) -> SpfTree:
        """Count everything from the domain's own record down."""
        self._tree.lookups, self._tree.voids = self._sum(self._domain, record, (self._domain,))
        return self._tree

    def record_at(self, name: str) -> SpfRecord | str | Unobserved:
        """The record at a name, or in one word why there is none that can be used."""
        answer = self._answer("TXT", name)
        if isinstance(answer, Unobserved):
            return answer
        texts = candidates(answer, is_spf)
        if len(texts) != 1:
            return "multiple" if texts else "no-record"
        found = parse(texts[0])
        return "malformed" if isinstance(found, Malformed) else found

    def _sum(self, domain: str, record: SpfRecord, path: tuple[str, ...]) -> tuple[int, int]:
        looked, voids = 0, 0
        for lookup in record.lookups(domain):
            looked += 1
            if not lookup.name:
                if lookup.rdtype != "PTR":
                    self._tree.open_terms.append(lookup.term)
            elif lookup.rdtype == "TXT":
                more = self._follow(lookup.name, path)
                looked, voids = looked + more[0], voids + more[1]
            else:
                voids += self._is_void(lookup)
        return looked, voids

    def _follow(self, name: str, path: tuple[str, ...]) -> tuple[int, int]:
        if name in path:
            self._tree.loop = self._tree.loop or (*path[path.index(name) :], name)
            return 0, 0
        if name not in self._sums:
            target = self.record_at(name)
            if len(path) > _DEPTH_LIMIT:
                target = Unobserved(Reason.BUDGET_SPENT, f"DNS TXT {name}")
            if isinstance(target, SpfRecord):
                self._tree.followed.append(name)
                self._sums[name] = self._sum(name, target, (*path, name))
            else:
                self._sums[name] = 0, 0
                if isinstance(target, Unobserved):
                    self._tree.unseen_records.append(target)
                else:
                    self._tree.broken[name] = target
        return self._sums[name]

    def _is_void(self, lookup: Lookup) -> bool:
        """Whether the term's look-up finds nothing. For addresses either family will do: the sender's decides."""
        answer = self._answer(lookup.rdtype, lookup.name)
        if isinstance(answer, Unobserved):
            (self._tree.unseen_mx if lookup.rdtype == "MX" else self._tree.unseen_hosts).append(answer)
            return False
        if lookup.rdtype == "MX" and len(answer.records) > MX_LIMIT:
            self._tree.crowded[lookup.name] = len(answer.records)
        other = self._steps.get(f"AAAA {lookup.name}") if lookup.rdtype == "A" else None
        if answer.kind is AnswerKind.RECORDS or (
            other is not None and (isinstance(other, Unobserved) or other.value.kind is AnswerKind.RECORDS)
        ):
            return False
        self._tree.empty.append(lookup.name)
        return True

    def _answer(self, rdtype: str, name: str) -> Answer | Unobserved:
        if rdtype == "TXT" and name == self._domain:
            return self._own
        step = self._steps.get(f"{rdtype} {name}", Unobserved(self._missing, f"DNS {rdtype} {name}"))
        return step if isinstance(step, Unobserved) else step.value
