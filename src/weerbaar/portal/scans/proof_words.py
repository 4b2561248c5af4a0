"""The closed lists of proving that a domain is yours, and the code that is looked for."""

import hashlib
import hmac
import uuid
from datetime import timedelta
from enum import StrEnum

from django.conf import settings

# A year, as long as a certificate's proof of control may be used again (CA/Browser Forum, Baseline Requirements, 4.2.1,
# which shortens that step by step); every month we look whether it still stands.
VALID_FOR = timedelta(days=365)
LOOKED_AGAIN_AFTER = timedelta(days=30)
# A record that is gone once may be a mistake of a moment: a day later we look again before the proof ends.
GRACE = timedelta(days=1)

RECORD_LABEL = "_weerbaar"
FILE_PATH = "/.well-known/weerbaar.txt"
# Addresses that only who runs a domain can give out (CA/Browser Forum, Baseline Requirements, section 3.2.2.4.4), and the
# one that small companies really have.
ROLE_ADDRESSES = ("postmaster", "hostmaster", "webmaster", "admin", "administrator", "info")


class ProofMethod(StrEnum):
    """How a domain is proven: a record, a file on the website, or a link that was mailed to the domain."""

    DNS = "dns"
    FILE = "file"
    MAIL = "mail"


class ProofFault(StrEnum):
    """What the last look found instead of the code."""

    NOTHING = "nothing"
    OTHER_CODE = "other-code"
    NOT_REACHED = "not-reached"


def proof_code(target_id: uuid.UUID) -> str:
    """What must stand in the record or file. Made from the target's id, so that it need not be kept, and tells nobody else
    anything: it is meant to be public.
    """
    made = hmac.new(settings.SECRET_KEY.encode(), f"domain-proof:{target_id}".encode(), hashlib.sha256).hexdigest()
    return f"weerbaar={made[:40]}"
