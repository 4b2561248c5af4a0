"""The devices of a company: giving each a code, seeing what they said, and erasing them."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.scans.device_selectors import devices_of
from weerbaar.portal.scans.errors import DeviceFault, DeviceRefused
from weerbaar.portal.scans.services.manage_device import (
    LONGEST_LABEL,
    DeviceCode,
    add_device,
    erase_device,
    renew_code,
    withdraw_code,
)
from weerbaar.portal.web.entrepreneur.devices_view import device_card
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def devices(request: HttpRequest, member: Member) -> HttpResponse:
    """All devices; with a name in the field, one more and its code."""
    if request.method != "POST":
        return _page(request, member)
    label = request.POST.get("label", "")
    try:
        code = add_device(member.organisation.id, label, actor=member.person)
    except DeviceRefused as refused:
        return _page(request, member, label=label, error=_sentence(refused.fault), status=422)
    return _code_page(request, code)


@require_POST
@member_page
def device_code(request: HttpRequest, member: Member, device_id: uuid.UUID) -> HttpResponse:
    """Another code, shown once."""
    return _code_page(request, renew_code(member.organisation.id, device_id, actor=member.person))


@require_POST
@member_page
def device_withdraw(request: HttpRequest, member: Member, device_id: uuid.UUID) -> HttpResponse:
    """End the code."""
    withdraw_code(member.organisation.id, device_id, actor=member.person)
    return redirect("devices", organisation_id=member.organisation.id)


@require_POST
@member_page
def device_erase(request: HttpRequest, member: Member, device_id: uuid.UUID) -> HttpResponse:
    """Erase the device and what it said."""
    erase_device(member.organisation.id, device_id, actor=member.person)
    return redirect("devices", organisation_id=member.organisation.id)


def _page(request: HttpRequest, member: Member, *, label: str = "", error: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    found = devices_of(member.organisation, now)
    context = {
        "devices": [device_card(device, now) for device in found],
        "reported": sum(device.counts for device in found),
        "label_typed": label,
        "longest": LONGEST_LABEL,
        "errors": {"label": [error]} if error else {},
    }
    return render(request, "entrepreneur/devices.html", context, status=status)


def _code_page(request: HttpRequest, code: DeviceCode) -> HttpResponse:
    url = f"{settings.PUBLIC_URL}{reverse('device-report')}"
    context = {"code": code, "command": f"weerbaar device --send {url} --code {code.code}"}
    return render(request, "entrepreneur/device_code.html", context)


def _sentence(fault: DeviceFault) -> str:
    return {
        DeviceFault.NO_LABEL: _("Give the device a name of at most 60 characters."),
        DeviceFault.SAME_LABEL: _("Another device has this name already. Choose a different one."),
        DeviceFault.TOO_MANY: _("Your list is full. Erase a device first."),
    }[fault]
