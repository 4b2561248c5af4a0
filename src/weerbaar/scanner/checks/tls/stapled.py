"""What the website sends along about the withdrawal of its certificate (OCSP stapling), for the checks that judge it."""

from dataclasses import dataclass

from weerbaar.scanner.checks.tls.certificates import Shown, shown
from weerbaar.scanner.checks.tls.surveys import survey_of
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.ocsp import OcspAnswer, answer_about


@dataclass(frozen=True, slots=True)
class Stapled:
    """One host with a trusted chain. `staple` is the response, empty without one; `answer` what it says of the leaf."""

    chain: Shown
    staple: bytes | Unobserved
    answer: OcspAnswer | Malformed | None

    @property
    def usable(self) -> OcspAnswer | None:
        """The answer when it held at the moment of the handshake."""
        if not isinstance(self.answer, OcspAnswer) or not self.answer.holds_at(self.chain.session.at):
            return None
        return self.answer


def stapled(sheet: FactSheet) -> tuple[Stapled, ...] | Unobserved:
    """Every host whose chain is trusted; of the others `tls.certificate-trust` tells."""
    chains = shown(sheet)
    if isinstance(chains, Unobserved):
        return chains
    return tuple(_of(sheet, chain) for chain in chains if chain.session.trusted)


def _of(sheet: FactSheet, chain: Shown) -> Stapled:
    survey = survey_of(sheet, chain)
    seen = survey if isinstance(survey, Unobserved) else survey.staple
    if isinstance(seen, Unobserved):
        return Stapled(chain, seen, None)
    return Stapled(chain, seen.value, answer_about(chain.leaf, seen.value, chain.issuer_der) if seen.value else None)
