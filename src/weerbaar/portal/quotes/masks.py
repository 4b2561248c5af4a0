"""Takes out of a text what tells who asks, and finds it in what somebody wrote.

Whatever looks like the name or address of a machine or a mailbox goes, whoever owns it: which hosts a company uses can tell who
it is as well as its own name does.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.organisations.selectors import OrganisationView, colleagues_of
from weerbaar.portal.scans.target_selectors import targets_of

DOMAIN, MAILBOX, ADDRESS, NAME = "jouw-domein.example", "naam@jouw-domein.example", "(adres)", "(naam)"
# Shorter ones are words of any text.
LEAST = 4
_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_V4 = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?:/\d{1,2})?")
_V6 = re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}){0,7}(?:/\d{1,3})?|::[0-9a-fA-F]{1,4}\b")
_HOST = re.compile(r"(?<![\w.-])(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}\b\.?")
# A mailbox, a page on the web, a telephone number as people write it.
_REACH = re.compile(
    rf"{_MAIL.pattern}|(?:https?://|www\.)[^\s,;)]+|(?<!\w)(?:\+|00?)\d(?:[ ()/-]{{0,2}}\d){{7,12}}(?!\w)"
)
# Names of files and settings that texts speak of; none of these endings is a top-level domain.
_FILES = frozenset({
    "txt", "conf", "html", "htm", "xml", "json", "ini", "config", "htaccess", "log", "pem", "crt", "key", "cf", "pdf", "ico",
    "svg", "css", "yaml", "yml", "toml", "cnf", "exe", "msi", "asp", "aspx", "jsp", "bak",
})  # fmt: skip


@dataclass(frozen=True)
class Tells:
    """The words that tell who a company is, in lower case."""

    words: frozenset[str]

    def found_in(self, text: str) -> list[str]:
        """The telling words of a text, as they stand there, each once; ways to reach somebody too, whoever that is."""
        spans = sorted((*self._spans(text), *_REACH.finditer(text)), key=lambda match: match.start())
        return list(dict.fromkeys(match.group() for match in spans if match.group() != MAILBOX))

    def masked(self, text: str) -> str:
        """The text without them."""
        text = _MAIL.sub(MAILBOX, text)
        text = _HOST.sub(_host, text)
        text = _V6.sub(ADDRESS, _V4.sub(ADDRESS, text))
        pattern = self._pattern()
        return pattern.sub(NAME, text) if pattern else text

    def _spans(self, text: str) -> Iterable[re.Match[str]]:
        pattern = self._pattern()
        return pattern.finditer(text) if pattern else ()

    def _pattern(self) -> re.Pattern[str] | None:
        if not self.words:
            return None
        # The longest first, so that a name goes as a whole.
        parts = "|".join(re.escape(word) for word in sorted(self.words, key=lambda word: (-len(word), word)))
        return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


def tells_of(view: OrganisationView) -> Tells:
    """What tells who this company is: its name, number and area, its domains, and its people."""
    people = colleagues_of(view)
    names = names_of(person.user_id for person in people)
    domains = [target.domain.display for target in targets_of(view)]
    words = [
        view.name,
        *_significant(view.name),
        view.kvk_number,
        view.park,
        *domains,
        *(domain.split(".")[0] for domain in domains),
        *names.values(),
        *(person.email for person in people),
        *(person.email.split("@")[0] for person in people if person.email.split("@")[0].casefold() not in _MAILBOXES),
        *(person.name for person in people),
        # A surname alone under a message tells as much.
        *(word for person in people for word in _significant(person.name)),
    ]
    return Tells(frozenset(word.strip().casefold() for word in words if len(word.strip()) >= LEAST))


def _significant(name: str) -> Collection[str]:
    """The words of a name that are no ordinary ones: `Bakkerij Deegrol B.V.` gives `Deegrol`."""
    return [word for word in re.findall(r"\w+", name) if len(word) >= LEAST and word.casefold() not in _ORDINARY]


def _host(match: re.Match[str]) -> str:
    last = match.group().rstrip(".").rsplit(".", 1)[-1].casefold()
    if last in _FILES:
        return match.group()
    return DOMAIN + "." * match.group().endswith(".")  # which may as well end the sentence


# Mailboxes that every company has.
_MAILBOXES = frozenset({
    "info", "mail", "admin", "contact", "sales", "support", "service", "administratie", "beheer", "office", "kantoor", "inkoop",
    "verkoop", "facturen", "factuur", "directie", "receptie", "planning", "orders", "winkel", "webshop",
})  # fmt: skip
# Words in names of companies that many have.
_ORDINARY = frozenset({
    "bakkerij", "garage", "techniek", "transport", "logistiek", "beheer", "holding", "groep", "group", "services", "service",
    "bouw", "bedrijf", "handel", "winkel", "company", "nederland", "advies", "consultancy", "installatie", "metaal", "hout",
    "groothandel", "administratie", "autobedrijf", "schildersbedrijf", "drukkerij", "opslag", "vervoer", "koeriers", "horeca",
    "restaurant", "hotel", "recreatie", "camping", "makelaardij", "vastgoed", "ict", "systemen", "solutions", "design",
    "interieur", "zonen", "verhuur", "onderhoud", "montage", "machines", "products", "producten", "international",
})  # fmt: skip
