"""What an installation would write in its log, with the levels and the format of its settings."""

import contextlib
import logging
from collections.abc import Iterator

from django.conf import settings

from weerbaar.portal.config.log_format import JsonFormatter


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(JsonFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextlib.contextmanager
def log_lines() -> Iterator[list[str]]:
    """The lines that are written meanwhile."""
    levels = {name: logger["level"] for name, logger in settings.LOGGING["loggers"].items()}
    levels[""] = settings.LOGGING["root"]["level"]
    before = {name: logging.getLogger(name).level for name in levels}
    handler = _Lines()
    logging.getLogger().addHandler(handler)
    try:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        yield handler.lines
    finally:
        logging.getLogger().removeHandler(handler)
        for name, number in before.items():
            logging.getLogger(name).setLevel(number)
