"""A party to sign in at: the part of OpenID Connect Core 1.0 that a client needs, on loopback, with real signatures."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "weerbaar", "geheim"


@dataclass
class Party:
    """`person` is whoever signs in there; `seen` are the token requests that came. With `spoilt`, the signature is another's."""

    address: str
    person: dict[str, Any] = field(default_factory=dict)
    seen: list[dict[str, list[str]]] = field(default_factory=list)
    spoilt: bool = False


@contextlib.contextmanager
def party() -> Iterator[Party]:
    """Listens until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    found = Party(f"http://127.0.0.1:{server.server_port}")
    server.party = found  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        here = self._party.address
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys",
            },
            "/keys": {"keys": [{**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1", "alg": "RS256"}]},
            "/userinfo": self._party.person,
        }
        self._say(answers.get(self.path.partition("?")[0], {}))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._party.seen.append(parse_qs(body))
        now = int(time.time())
        claims = {**self._party.person, "iss": self._party.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048) if self._party.spoilt else KEY
        signed = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"})
        self._say({"access_token": "toegang", "token_type": "Bearer", "expires_in": 60, "id_token": signed})

    @property
    def _party(self) -> Party:
        found: Party = self.server.party  # type: ignore[attr-defined]
        return found

    def _say(self, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name is the library's)
        """Tests need no log of it."""
