"""Which letters a person gets, and ending a kind of them from the letter itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weerbaar.portal.accounts.selectors import muted_letters
from weerbaar.portal.accounts.services.choose_letters import choose_letters, mute_letter
from weerbaar.portal.core.actors import Person
from weerbaar.portal.web.entrepreneur.member_page import person_page
from weerbaar.portal.web.letters.unsubscribe import (
    DIGEST,
    KINDS,
    KVO,
    QUOTES,
    REGRESSIONS,
    REMINDERS,
    REQUESTS,
    SUPPLIER,
    SURVEYS,
    TOGETHER,
    read_stop,
)


def letter_words() -> dict[str, str]:
    """What each kind of letter is about."""
    return {
        REGRESSIONS: _("When something got worse at a domain of mine"),
        REMINDERS: _("When a task of my plan is due"),
        SUPPLIER: _("When my supplier answers"),
        KVO: _("When something of the KVO of my area is due"),
        DIGEST: _("Every Monday, when there is something to tell"),
        QUOTES: _("When a service provider answers my request"),
        TOGETHER: _("When I can buy something together with others"),
        SURVEYS: _("When an area that I take part in asks how safe it is"),
        REQUESTS: _("When a company asks my firm for help, or answers my quote"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def letters(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose."""
    if request.method == "POST":
        wanted = set(request.POST.getlist("letter"))
        choose_letters(person.user_id, muted=[kind for kind in KINDS if kind not in wanted])
        return redirect("letters")
    muted = muted_letters(person.user_id)
    context = {"kinds": [(kind, word, kind not in muted) for kind, word in letter_words().items()]}
    return render(request, "account/letters.html", context)


# A mail program presses this button for its user, so it has no token of a form of ours (RFC 8058, section 3.2).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, signed: str) -> HttpResponse:
    """Ask, since mail programs look at links by themselves; a press ends this kind of letter."""
    found = read_stop(signed)
    if found is None:
        return render(request, "public/error.html", {"status": 404}, status=404)
    user_id, kind = found
    if request.method == "POST":
        mute_letter(user_id, kind)
    context = {"what": letter_words()[kind], "done": request.method == "POST"}
    response = render(request, "account/letters_stop.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
