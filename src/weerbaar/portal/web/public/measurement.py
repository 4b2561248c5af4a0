"""The private link of a run: live while it runs, the result when it is done, a plain word when it is gone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.selectors import Measurement, measurement
from weerbaar.portal.scans.states import State
from weerbaar.portal.web.public.live_view import live_view
from weerbaar.portal.web.public.private_page import private_page
from weerbaar.portal.web.public.report_of import report_of
from weerbaar.portal.web.public.result_view import result_view

_BUSY = {State.QUEUED, State.RUNNING}
_GONE = {State.EXPIRED, State.DELETED}


@require_safe
@private_page
def measurement_page(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """One link for the whole life of a run, so that it can be kept."""
    run = measurement(holder)
    is_poll = request.headers.get("HX-Request") == "true"
    if run.state in _BUSY:
        return _live(request, run, holder, is_poll=is_poll)
    if is_poll:
        return HttpResponseClientRefresh()
    if run.state in _GONE:
        return render(request, "public/gone.html", {"run": run}, status=410)
    if run.state is State.FAILED:
        return render(request, "public/failed.html", {"run": run, "token": holder.token})
    view = result_view(report_of(holder))
    context = {"run": run, "token": holder.token, "view": view, "report": view.report}
    context["link"] = f"{settings.PUBLIC_URL}{request.path}"
    return render(request, "public/result.html", context)


def _live(request: HttpRequest, run: Measurement, holder: LinkHolder, *, is_poll: bool) -> HttpResponse:
    context = {"run": run, "live": live_view(run), "token": holder.token, "is_poll": is_poll}
    return render(request, "public/live_part.html" if is_poll else "public/live.html", context)
