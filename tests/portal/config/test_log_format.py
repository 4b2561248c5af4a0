"""Lines of the log."""

import json
import logging
import sys
from typing import Any

from weerbaar.portal.config.log_format import JsonFormatter
from weerbaar.portal.core.ids import new_token


def line(message: str, *arguments: Any, **extra: Any) -> str:
    record = logging.LogRecord("weerbaar.portal", logging.INFO, __file__, 1, message, arguments, None)
    vars(record).update(extra)
    return JsonFormatter().format(record)


def test_a_line_is_json_with_what_was_given() -> None:
    parsed = json.loads(line("request %s", "done", page="home", ms=1.5))
    assert parsed["message"] == "request done"
    assert (parsed["page"], parsed["ms"], parsed["level"], parsed["from"]) == ("home", 1.5, "info", "weerbaar.portal")
    assert parsed["at"].endswith("+00:00")


def test_the_secret_of_a_private_link_is_never_printed() -> None:
    token = new_token()
    assert token not in line("Internal Server Error: %s", f"/meting/{token}/")
    assert token not in line("odd", path=f"/meting/{token}/rapport.pdf")
    try:
        raise ValueError(f"/meting/{token}/")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "broke", (), sys.exc_info())
    text = JsonFormatter().format(record)
    assert "ValueError" in text
    assert token not in text


def test_requests_that_others_attach_are_left_out() -> None:
    assert "198.51.100.9" not in line("odd", request="<WSGIRequest from 198.51.100.9>")
