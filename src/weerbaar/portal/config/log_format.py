"""Writes log records as lines of JSON."""

import json
import logging
import re
from datetime import UTC, datetime

from weerbaar.portal.core.ids import TOKEN_PATTERN

# The secret of a private link is a whole part of a path; a signed text and the key for a new password have no fixed length.
_SECRETS = (
    (re.compile(rf"/{TOKEN_PATTERN}(?![A-Za-z0-9_-])"), "/…"),
    (re.compile(r"(/(?:mail-stoppen|reset/key)/)[^/\s\"]+"), r"\1…"),
    # Mail servers repeat the address that they refuse.
    (re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]+"), "…@…"),
)
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# What other libraries attach to a record and what may hold a path or an address.
_LEFT_OUT = frozenset({"request", "server_time", "status_code"})


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message and whatever was given as `extra`. Neither secrets of links nor e-mail addresses."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _KNOWN | _LEFT_OUT}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        text = json.dumps(line, ensure_ascii=False, default=str)
        for secret, instead in _SECRETS:
            text = secret.sub(instead, text)
        return text
