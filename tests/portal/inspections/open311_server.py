"""A municipality's system that speaks GeoReport v2 over HTTP on this machine, and can have a bad day."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Mood(StrEnum):
    """How it answers. LOST: it takes the report in and hangs up."""

    WELL = "well"
    TOKENS = "tokens"
    SLOW = "slow"
    TROUBLE = "trouble"
    LOST = "lost"
    NO_JSON = "no-json"
    OTHER_JSON = "other-json"
    REDIRECT = "redirect"
    REFUSE = "refuse"
    HUGE = "huge"


@dataclass
class Municipality:
    """What it knows and how it feels. `requests` by their number, as they were posted."""

    mood: Mood = Mood.WELL
    key: str = "key-of-the-area"
    requests: dict[str, dict[str, str]] = field(default_factory=dict)
    status: dict[str, tuple[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    base: str = ""

    def add(self, form: dict[str, str]) -> str:
        """Take a report in."""
        number = str(29_300 + len(self.requests))
        self.requests[number] = form
        self.status[number] = ("open", "")
        return number


class _Handler(BaseHTTPRequestHandler):
    here: Municipality

    def log_message(self, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        here = self.here
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        here.heard.append(f"POST {self.path}")
        if self._is_out_of_sorts():
            return
        if self.path != "/v2/requests.json":
            self._answer(404, [{"code": 404, "description": "no such page"}])
        elif form.get("api_key") != here.key:
            self._answer(403, [{"code": 403, "description": "wrong key"}])
        elif not form.get("service_code") or not ("lat" in form or "address_string" in form):
            self._answer(400, [{"code": 400, "description": "service_code and a place are needed"}])
        else:
            number = here.add(form)
            if here.mood is Mood.LOST:
                self.close_connection = True
                self.connection.close()
            elif here.mood is Mood.TOKENS:
                here.tokens[f"t{number}"] = ""
                self._answer(200, [{"token": f"t{number}"}])
            else:
                self._answer(201, [{"service_request_id": int(number), "service_notice": "", "account_id": None}])

    def do_GET(self) -> None:
        here, parts = self.here, urlsplit(self.path)
        here.heard.append(f"GET {self.path}")
        if self._is_out_of_sorts():
            return
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        path = parts.path.removeprefix("/v2/").removesuffix(".json")
        if path == "requests":
            found = [
                self._request(number)
                for number, form in here.requests.items()
                if form["service_code"] == asked.get("service_code")
            ]
            self._answer(200, found)
        elif path.startswith("requests/") and path[9:] in here.requests:
            self._answer(200, [self._request(path[9:])])
        elif path.startswith("tokens/") and path[7:] in here.tokens:
            self._answer(200, [{"token": path[7:], "service_request_id": here.tokens[path[7:]]}])
        else:
            self._answer(404, [{"code": 404, "description": "not found"}])

    def _request(self, number: str) -> dict[str, Any]:
        form, (status, notes) = self.here.requests[number], self.here.status[number]
        return {
            "service_request_id": number,
            "status": status,
            "status_notes": notes,
            "service_code": form["service_code"],
            "description": form["description"],
            "lat": form.get("lat"),
            "long": form.get("long"),
        }

    def _is_out_of_sorts(self) -> bool:
        match self.here.mood:
            case Mood.SLOW:
                time.sleep(0.6)
                return False
            case Mood.TROUBLE:
                self._answer(503, [{"code": 503, "description": "later"}])
            case Mood.REFUSE:
                self._answer(400, [{"code": 400, "description": "no"}])
            case Mood.REDIRECT:
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:1/v2/")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case Mood.NO_JSON:
                self._raw(200, b"<html>Welkom</html>")
            case Mood.OTHER_JSON:
                self._raw(200, b'{"service_request_id": 5}')
            case Mood.HUGE:
                self._raw(200, b"[" + b" " * 2_000_000 + b"]")
            case _:
                return False
        return True

    def _answer(self, status: int, told: object) -> None:
        self._raw(status, json.dumps(told).encode())

    def _raw(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # whoever asked hung up


@contextmanager
def municipality() -> Iterator[Municipality]:
    """It listens until the end of the block."""
    here = Municipality()
    handler = type("Handler", (_Handler,), {"here": here})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    here.base = f"http://127.0.0.1:{server.server_address[1]}/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
