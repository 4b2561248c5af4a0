"""Which DMARC record applies to the domain: its own, or that of a domain above it (RFC 9989, section 4.10)."""

from dataclasses import dataclass

from weerbaar.scanner.checks.mail.published_text import candidates
from weerbaar.scanner.facts.mail import DmarcLookups
from weerbaar.scanner.parsers.dmarc import DmarcPolicy, DmarcRecord, is_dmarc, parse, resembles_dmarc
from weerbaar.scanner.parsers.malformed import Malformed


@dataclass(frozen=True, slots=True)
class Discovery:
    """`name` is where the records stand: `_dmarc.` and the policy domain. More than one text means that none counts;
    no text means that there is no policy. `inherited` tells that the policy comes from a domain above."""

    name: str
    texts: tuple[str, ...]
    inherited: bool = False

    @property
    def policy_domain(self) -> str:
        """The domain whose policy applies."""
        return self.name.removeprefix("_dmarc.")

    @property
    def parsed(self) -> DmarcRecord | Malformed | None:
        """The record, or what is wrong with it; None unless there is exactly one."""
        if len(self.texts) != 1:
            return None
        found = parse(self.texts[0])
        # A receiver reads a wrong policy as none. The owner meant something else, so we call it what it is.
        return found.policy_fault or found if isinstance(found, DmarcRecord) else found

    @property
    def record(self) -> DmarcRecord | None:
        """The record when there is exactly one and nothing is wrong with its policy."""
        return self.parsed if isinstance(self.parsed, DmarcRecord) else None

    def policies_of(self, record: DmarcRecord) -> tuple[DmarcPolicy, DmarcPolicy, DmarcPolicy]:
        """What holds for the domain itself, for names below it that exist, and for names that do not."""
        own = record.for_subdomains if self.inherited else record.policy
        return own, record.for_subdomains, record.for_new_names


def discover(lookups: DmarcLookups) -> Discovery:
    """Apply the walk. The domain's own name always decides when somebody meant a record there."""
    first, *above = lookups.steps
    own = candidates(first, is_dmarc, resembles_dmarc)
    if own:
        return Discovery(first.name, own)
    found: list[Discovery] = []
    for answer in above:
        texts = candidates(answer, is_dmarc)
        if len(texts) == 1:  # several at one name are all discarded (section 4.10, step 6)
            found.append(Discovery(answer.name, texts, inherited=True))
    return _organisational(found) or Discovery(first.name, ())


def _organisational(found: list[Discovery]) -> Discovery | None:
    """The record of the organisational domain, else that of the public suffix above it (section 4.10.2)."""
    for index, discovery in enumerate(found):
        record = parse(discovery.texts[0])
        psd = record.psd if isinstance(record, DmarcRecord) else "u"
        if psd == "n":
            return discovery
        if psd == "y":
            below = found[index - 1] if index else None
            is_next = below is not None and below.policy_domain.partition(".")[2] == discovery.policy_domain
            return below if is_next else discovery
    return found[-1] if found else None
