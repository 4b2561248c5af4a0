"""Where devices report: a program speaks here, not a person. The code in the header is the right to."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.errors import DeviceFault, DeviceRefused
from weerbaar.portal.scans.services.take_device_report import take_device_report
from weerbaar.scanner.report.device_report import MOST_BYTES
from weerbaar.scanner.vocabulary.errors import InvalidDeviceReport

_STATUS = {DeviceFault.UNKNOWN_CODE: 401, DeviceFault.CODE_ENDED: 410, DeviceFault.TOO_OFTEN: 429}
_SAID = {
    DeviceFault.UNKNOWN_CODE: "Nobody knows this code.",
    DeviceFault.CODE_ENDED: "This code has ended. Ask for another one.",
    DeviceFault.TOO_OFTEN: "This code was used too often. Wait an hour.",
}


# Without a session there is nothing that another site could misuse.
@csrf_exempt
@require_POST
def device_report(request: HttpRequest) -> JsonResponse:
    """Take the report in. 201 when it is kept; else an error with a word of a closed list and a sentence."""
    data = request.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _error(413, "too-large", f"A report is at most {MOST_BYTES} bytes.")
    kind, _space, code = request.headers.get("Authorization", "").partition(" ")
    try:
        take_device_report(data, actor=LinkHolder(code.strip() if kind.lower() == "bearer" else ""))
    except DeviceRefused as refused:
        answer = _error(_STATUS[refused.fault], refused.fault.value, _SAID[refused.fault])
        if refused.until is not None:
            answer["Retry-After"] = str(max(1, round((refused.until - timezone.now()).total_seconds())))
        return answer
    except InvalidDeviceReport as error:
        return _error(422, "no-report", f"This is no report: {error.where}: {error.fault}.")
    return JsonResponse({"kept": True}, status=201)


def _error(status: int, word: str, sentence: str) -> JsonResponse:
    answer = JsonResponse({"error": word, "message": sentence}, status=status)
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer
