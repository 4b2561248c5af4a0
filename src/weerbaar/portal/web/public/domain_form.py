"""Reads what a visitor typed: a name, a web address or an e-mail address. Mistakes get a sentence that says what to do."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django import forms
from django.utils.translation import gettext as _

from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName, NameFault

IS_WWW = "is-www"
_UNDERSTOOD = {NameFault.IS_URL, NameFault.IS_EMAIL}


@dataclass(frozen=True, slots=True)
class Reading:
    """The name that was meant. `typed` is the kind of thing that was typed instead, or nothing."""

    target: DomainName
    typed: str = ""


class DomainForm(forms.Form):
    """One field. The limit is generous, so that a long address that was pasted is still understood."""

    domain = forms.CharField(max_length=2000, required=False)

    def clean_domain(self) -> Reading:
        return read(self.cleaned_data["domain"])


def read(text: str) -> Reading:
    """What was meant.

    Raises:
        forms.ValidationError: it cannot be told; the error says what is wrong, in plain words.
    """
    try:
        return _without_www(Reading(DomainName.parse(text)))
    except InvalidDomainName as error:
        if error.fault not in _UNDERSTOOD or not error.suggestion:
            raise forms.ValidationError(_sentence(error.fault), code=error.fault) from error
        reading = Reading(DomainName.parse(error.suggestion), error.fault)
    if reading.typed == NameFault.IS_EMAIL and reading.target.ascii in mail_providers():
        raise forms.ValidationError(
            _("This address is at a mail provider. Fill in the website of your company."), code="mail-provider"
        )
    return _without_www(reading)


def _without_www(reading: Reading) -> Reading:
    """The company behind `www.`: its mail and name are found there, and the scan visits both websites."""
    rest = reading.target.ascii.removeprefix("www.")
    if rest == reading.target.ascii:
        return reading
    try:
        return Reading(DomainName.parse(rest), reading.typed or IS_WWW)
    except InvalidDomainName:
        return reading


@lru_cache(maxsize=1)
def mail_providers() -> frozenset[str]:
    """Domains at which everybody can have an address, so that they say nothing about a company."""
    lines = (Path(__file__).parent / "mail_providers.txt").read_text("ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _sentence(fault: NameFault) -> str:
    return {
        NameFault.EMPTY: _("Fill in a website, such as yourcompany.nl."),
        NameFault.IS_ADDRESS: _("This is a number of a computer. Fill in the name of your website."),
        NameFault.IS_URL: _("We found no website in this address. Fill in a name, such as yourcompany.nl."),
        NameFault.IS_EMAIL: _("We found no domain in this e-mail address. Look at what stands after the @."),
        NameFault.NO_DOT: _("This does not look like a website: a dot is missing."),
        NameFault.TOO_LONG: _("This name is too long. A name has at most 253 characters."),
        NameFault.LABEL_TOO_LONG: _("One part of this name is too long. Between two dots fit 63 characters."),
        NameFault.EMPTY_LABEL: _("There are two dots in a row, or a dot at the start. Take one away."),
        NameFault.BAD_CHARACTER: _("There is a character in this name that a website cannot have."),
        NameFault.PUBLIC_SUFFIX: _("This is only the ending of a name. Put the name of your company before it."),
    }[fault]
