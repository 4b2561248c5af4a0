"""What an answer rests on: checks of the scanner, devices and clouds, under the titles that they have elsewhere."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.services.hang_card import DOCUMENT
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.cloud_signals import VALUES
from weerbaar.questionnaires.device_signals import MIXED
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.device_outcomes import OUTCOMES
from weerbaar.scanner.report.device_text import device_words
from weerbaar.scanner.vocabulary.status import Status

_MARKS = {Status.PASS: "fine", Status.FAIL: "better"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at: what it was, its mark, and the mark in a word."""

    what: str
    mark: str
    word: str


def seen_words(evidence: tuple[str, ...]) -> tuple[Seen, ...]:
    """A line for each; evidence that is no check of this version keeps its own name."""
    return tuple(_words(name) for name in evidence)


def cloud_titles() -> dict[str, str]:
    """What each signal of a cloud is called."""
    return {
        "cloud.mfa_coverage": _("Second step at sign-in (MFA)"),
        "cloud.mfa_enforced": _("Second step is required"),
        "cloud.admins": _("Administrators"),
        "cloud.legacy_auth": _("Old ways to sign in are blocked"),
        "cloud.stale_users": _("Accounts that nobody uses"),
        "cloud.ext_sharing": _("Sharing files outside the company"),
        "cloud.audit_log": _("Log of what happens"),
        "cloud.devices": _("Managed devices"),
        "cloud.people": _("How many people have an account"),
    }


def _words(name: str) -> Seen:
    signal, _slash, outcome = name.partition("/")
    if signal in VALUES:
        return _of_cloud(signal, outcome)
    if signal in OUTCOMES:
        return _of_device(signal, outcome)
    if signal == "document":
        return Seen(_("A document"), "none", _("Handed in"))
    if signal == DOCUMENT:
        return Seen(_("Emergency card"), "none", _("Hangs"))
    check = catalogue().get(signal)
    if check is None or outcome not in check.outcomes:
        return Seen(name, "none", _("Seen"))
    mark = _MARKS.get(check.outcomes[outcome].status, "none")
    return _seen(texts_of(signal, language_of_page()).title, mark)


def _of_cloud(signal: str, value: str) -> Seen:
    """The best value is fine; how many people there are is neither good nor bad."""
    title = cloud_titles()[signal]
    if signal == "cloud.people":
        return Seen(title, "none", _("Fewer than 50") if value == "fewer-than-fifty" else _("50 or more"))
    return _seen(title, "fine" if value in {VALUES[signal][0], "limited"} else "better")


def _of_device(signal: str, outcome: str) -> Seen:
    title = device_words(language_of_page()).get(signal, "title")
    if outcome == MIXED:
        return Seen(title, "better", _("Not everywhere"))
    declared = OUTCOMES[signal].get(outcome)
    return _seen(title, _MARKS.get(declared.status, "none") if declared else "none")


def _seen(title: str, mark: str) -> Seen:
    word = {"fine": _("Fine"), "better": _("Can be better"), "none": _("Does not apply")}[mark]
    return Seen(title, mark, word)
