"""The clouds of a demonstration: a make-believe vendor beside the site, so that connecting can be shown without an account.

It speaks as the vendors do: a page where somebody agrees, tokens with PKCE, and lists in pages. Nothing is remembered: codes and
tokens carry what they mean, signed.
"""

import base64
import hashlib
import hmac
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from weerbaar.portal.scans.connectors.words import CloudVendor
from weerbaar.portal.web.entrepreneur.clouds_view import rights_of, vendor_name
from weerbaar.portal.web.public.demo_cloud_answers import PAGE, answers_of

_SALT = "demo-cloud"
_CODE_HOLDS_S = 300
_ACCESS_HOLDS_S = 3600


# Programs speak here as well, and they have no form of ours.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def demo_cloud(request: HttpRequest, vendor: str, rest: str) -> HttpResponse:
    """Everything that the make-believe vendor answers. Only a demonstration has it."""
    if not settings.IS_DEMO or vendor not in set(CloudVendor):
        raise Http404
    last = rest.rpartition("/")[2]
    if request.method == "POST":
        return {"token": _token, "revoke": _revoke}.get(last, _nothing)(request)
    if last in {"authorize", "auth"}:
        return _agree_page(request, CloudVendor(vendor))
    return _answer(request, CloudVendor(vendor), rest)


def _agree_page(request: HttpRequest, vendor: CloudVendor) -> HttpResponse:
    back = f"{settings.PUBLIC_URL}{reverse('cloud-return')}"
    if request.GET.get("redirect_uri") != back:
        raise Http404  # a page that sends people anywhere is a trap
    state = request.GET.get("state", "")
    code = signing.dumps(request.GET.get("code_challenge", ""), salt=_SALT)
    context = {
        "vendor": vendor_name(vendor),
        "rights": rights_of(vendor),
        "yes": f"{back}?{urlencode({'code': code, 'state': state})}",
        "no": f"{back}?{urlencode({'error': 'access_denied', 'state': state})}",
    }
    return render(request, "public/demo_cloud.html", context)


def _token(request: HttpRequest) -> HttpResponse:
    form = request.POST
    try:
        if form.get("grant_type") == "authorization_code":
            challenge = signing.loads(form.get("code", ""), salt=_SALT, max_age=_CODE_HOLDS_S)
            made = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if not hmac.compare_digest(base64.urlsafe_b64encode(made).decode().rstrip("="), challenge):
                raise signing.BadSignature
        else:
            signing.loads(form.get("refresh_token", ""), salt=f"{_SALT}-refresh")
    except signing.BadSignature:
        return JsonResponse({"error": "invalid_grant"}, status=400)
    return JsonResponse(
        {
            "token_type": "Bearer",
            "expires_in": _ACCESS_HOLDS_S,
            "access_token": signing.dumps("access", salt=f"{_SALT}-access"),
            "refresh_token": signing.dumps("refresh", salt=f"{_SALT}-refresh"),
        }
    )


def _revoke(request: HttpRequest) -> HttpResponse:
    return JsonResponse({})


def _nothing(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"error": {"code": "ResourceNotFound"}}, status=404)


def _answer(request: HttpRequest, vendor: CloudVendor, path: str) -> HttpResponse:
    try:
        access = request.headers.get("Authorization", "").removeprefix("Bearer ")
        signing.loads(access, salt=f"{_SALT}-access", max_age=_ACCESS_HOLDS_S)
    except signing.BadSignature:
        return JsonResponse({"error": {"code": "InvalidAuthenticationToken"}}, status=401)
    said = answers_of(vendor, timezone.now()).get(path)
    if said is None:
        return _nothing(request)
    if isinstance(said.body, dict):
        return JsonResponse(said.body)
    typed = request.GET.get("pageToken") or request.GET.get("$skiptoken") or "0"
    start = int(typed) if typed.isdigit() else 0
    page: dict[str, object] = {said.key: said.body[start : start + PAGE]}
    if start + PAGE < len(said.body):
        following = request.build_absolute_uri(f"?{urlencode({'$skiptoken': start + PAGE})}")
        if vendor is CloudVendor.MICROSOFT:
            page["@odata.nextLink"] = following
        else:
            page["nextPageToken"] = str(start + PAGE)
    return JsonResponse(page)
