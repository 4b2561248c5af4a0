"""The MTA-STS records of an answer, for the checks of record and policy."""

from functools import partial

from weerbaar.scanner.checks.mail.published_text import candidates
from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.parsers.field_list import counts, resembles
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.mta_sts import VERSION, parse_record


def records_of(answer: Answer) -> tuple[str, ...]:
    """The records that count, or the one that was meant (RFC 8461, section 3.1)."""
    return candidates(answer, partial(counts, version=VERSION), partial(resembles, version=VERSION))


def is_announced(answer: Answer) -> bool:
    """Whether senders will fetch the policy: there is exactly one record, and it follows the grammar."""
    texts = records_of(answer)
    return len(texts) == 1 and not isinstance(parse_record(texts[0]), Malformed)
