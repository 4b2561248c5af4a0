"""Writes log records as lines of JSON."""

import json
import logging
import re
from datetime import UTC, datetime

from weerbaar.portal.core.ids import TOKEN_PATTERN

_LINK = re.compile(rf"(/meting/){TOKEN_PATTERN}")
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# What other libraries attach to a record and what may hold a path or an address.
_LEFT_OUT = frozenset({"request", "server_time", "status_code"})


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message and whatever was given as `extra`. The secret of a private link is never printed."""

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
        return _LINK.sub(r"\1…", json.dumps(line, ensure_ascii=False, default=str))
