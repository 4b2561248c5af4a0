"""A receiver of Weerbaar's webhooks to start from: checks the signature, and does each event once however often it comes.

Python's own library is enough. Call `receive` with the headers (names in lower case) and the raw body of a request, and answer
with the number that it returns.
"""

import base64
import hashlib
import hmac
import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

# Older or newer than this is a message that somebody kept, or a clock that is wrong.
TOLERANCE_S = 300


def open_memory(path: str) -> sqlite3.Connection:
    """Where the ids of messages are kept. Keep them for two days at least: we try for somewhat over a day."""
    memory = sqlite3.connect(path, isolation_level=None)
    memory.execute("CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL)")
    return memory


def receive(
    headers: Mapping[str, str],
    body: bytes,
    *,
    secret: str,
    memory: sqlite3.Connection,
    now_s: int,
    handle: Callable[[dict[str, Any]], None],
) -> int:
    """204: taken in, now or before. 401: not from us, or too old. If `handle` fails, nothing is noted and we try again later."""
    message_id, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not moment.isdigit() or abs(now_s - int(moment)) > TOLERANCE_S:
        return 401
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{message_id}.{moment}.".encode() + body, hashlib.sha256).digest()
    wanted = "v1," + base64.b64encode(signed).decode()
    given = headers.get("webhook-signature", "").split(" ")
    if not any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given):
        return 401
    memory.execute("BEGIN IMMEDIATE")
    try:
        is_new = memory.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (message_id, now_s)).rowcount == 1
        if is_new:
            handle(json.loads(body))
        memory.execute("COMMIT")
    except BaseException:
        memory.execute("ROLLBACK")
        raise
    return 204
