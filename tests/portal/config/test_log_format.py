"""Lines of the log."""

import json
import logging
import sys
from typing import Any

import pytest

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


@pytest.mark.parametrize("page", ["overdracht", "uitnodiging", "bewijs"])
def test_nor_is_that_of_a_hand_over_an_invitation_or_a_proof(page: str) -> None:
    token = new_token()
    assert token not in line("Internal Server Error: %s", f"/{page}/{token}/")
    assert f"/{page}/…/werkopdracht.pdf" in line("odd", path=f"/{page}/{token}/werkopdracht.pdf")


def test_nor_are_signed_texts_and_keys_for_a_new_password() -> None:
    assert "WyJh" not in line("Internal Server Error: %s", "/mail-stoppen/WyJhIl0:1vM:x_y-z/")
    assert "3q-d0" not in line("Internal Server Error: %s", "/account/password/reset/key/3q-d0abc/")


def test_ids_stay_so_that_trouble_can_be_found() -> None:
    path = "/bedrijf/0a4f6f86-6d0b-4bb1-8e25-f6b1f7e0c4aa/plan/"
    assert path in line("Internal Server Error: %s", path)


def test_addresses_that_a_mail_server_repeats_are_left_out() -> None:
    assert "anna" not in line("letter was not sent", fault="{'anna@mail.example': (550, b'no such user')}")


def test_requests_that_others_attach_are_left_out() -> None:
    assert "198.51.100.9" not in line("odd", request="<WSGIRequest from 198.51.100.9>")
