"""Help needed now: what to do first and whom to call, for everybody. All of it stands on one page, which stays in the browser.

Nobody can tell which part somebody opens: opening one asks nothing of us.
"""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from weerbaar.portal.knowledge.emergency import load_emergency
from weerbaar.portal.knowledge.emergency_scripts import Callee, Script, load_scripts
from weerbaar.portal.web.public.visitors import language_of_page

# What the page needs to open without a network.
_KEPT = (
    "weerbaar/tokens.css",
    "weerbaar/weerbaar.css",
    "weerbaar/weerbaar.js",
    "weerbaar/help_now.js",
    "weerbaar/favicon.svg",
    "weerbaar/fonts/figtree.woff2",
)


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Every script, folded; the number for danger first."""
    language, known = language_of_page().value, load_scripts()
    context = {
        "scripts": [_lines(script, language) for script in known.scripts],
        "danger": load_emergency().danger,
        "breach": load_emergency().breach.get(language, ""),
        "checked_on": known.checked_on,
        "exit_url": settings.QUICK_EXIT_URL,
    }
    return render(request, "public/help_now.html", context)


@require_safe
def help_now_worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page in the browser: the same for everybody. Other files are another version."""
    files = json.dumps([static(name) for name in _KEPT])
    answer = render(request, "public/help_now_worker.js", {"files": files}, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


def _lines(script: Script, language: str) -> dict[str, object]:
    parts = {
        name: [text[language] for text in getattr(script, name)]
        for name in ("first_5_minutes", "first_hour", "first_day", "dont")
    }
    calls = [_call(one, language) for one in script.call]
    return {"id": script.id, "title": script.title[language], "exit": script.quick_exit, "calls": calls, **parts}


def _call(callee: Callee, language: str) -> dict[str, str]:
    contact = callee.contact
    return {
        "name": callee.name[language],
        "phone": contact.phone if contact else "",
        "dial": "".join(char for char in contact.phone if char.isdigit() or char == "+") if contact else "",
        "url": contact.url if contact else "",
        "use": contact.use[language] if contact else callee.where[language] if callee.where else "",
    }
