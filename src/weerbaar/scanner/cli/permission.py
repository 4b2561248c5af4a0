"""Who agreed to be looked at more closely (`--authorisation`) and who wants no look at all (`--opt-out`)."""

from collections.abc import Iterable
from datetime import datetime

from weerbaar.scanner.cli.messages import Refusal, say
from weerbaar.scanner.cli.targets import read_text
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.authorisation_file import read_authorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidAuthorisation, InvalidOptOut
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.opt_out import OptOut, read_opt_out


def read_permission(
    file: str, names: Iterable[DomainName], at: datetime, language: Language
) -> ScanAuthorisation | None:
    """The agreement in the file; None where no file is given. It must speak of every name, at this moment.

    Raises:
        Refusal: it cannot be read, has ended, or is about other names.
    """
    if not file:
        return None
    try:
        agreement = read_authorisation(read_text(file))
    except InvalidAuthorisation as error:
        fault = say(language, "permission", error.fault.value, part=error.part, item=error.item)
        raise Refusal("not-permission", {"file": file, "number": error.line, "fault": fault}) from error
    if at >= agreement.until:
        raise Refusal("permission-ended", {"file": file, "until": f"{agreement.until:%Y-%m-%d %H:%M %z}".strip()})
    stranger = next((name for name in names if not agreement.covers_name(name, at)), None)
    if stranger is not None:
        raise Refusal("permission-elsewhere", {"file": file, "domain": stranger.ascii})
    return agreement


def read_opt_out_file(file: str) -> OptOut:
    """The names and addresses of the file.

    Raises:
        Refusal: it cannot be read, or a line is neither a name nor an address.
    """
    try:
        return read_opt_out(read_text(file))
    except InvalidOptOut as error:
        raise Refusal("not-opt-out", {"file": file, "number": error.line, "value": error.text}) from error
