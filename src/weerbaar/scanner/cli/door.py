"""The edge of every command: whatever happens, a person reads one sentence and a program gets an exit code."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from weerbaar.scanner.cli.language import language_of_environment
from weerbaar.scanner.cli.messages import Refusal, complain, refusal_sentence, say, setting_sentence
from weerbaar.scanner.vocabulary.errors import InvalidSettings, ScannerError
from weerbaar.scanner.vocabulary.language import Language

_log = logging.getLogger(__name__)
MISUSE, INCOMPLETE, INTERRUPTED, PIPE_CLOSED = 2, 3, 130, 141


class Reader:
    """Who reads: the language may become known only while the command is read."""

    def __init__(self) -> None:
        self.language = language_of_environment()


@contextmanager
def door() -> Iterator[Reader]:
    """Turns every exception into a sentence and an exit code. A bug leaves its traceback in the log, when there is one."""
    _keep_log()
    reader = Reader()
    try:
        yield reader
    except Refusal as refusal:
        complain(refusal_sentence(reader.language, refusal))
        raise typer.Exit(MISUSE) from None
    except InvalidSettings as error:
        complain(setting_sentence(reader.language, error))
        raise typer.Exit(MISUSE) from None
    except KeyboardInterrupt:
        complain(say(reader.language, "said", "stopped"))
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        from weerbaar.scanner.cli.printer import quiet_stdout

        quiet_stdout()
        raise typer.Exit(PIPE_CLOSED) from None
    except (typer.Exit, SystemExit):
        raise
    except OSError as error:
        complain(
            refusal_sentence(reader.language, Refusal("unwritable", {"file": error.filename or "-", "fault": error}))
        )
        raise typer.Exit(MISUSE) from None
    except Exception as error:
        _log.exception("the command failed")
        complain(own_fault(reader.language, error))
        raise typer.Exit(INCOMPLETE) from None


def own_fault(language: Language, error: Exception) -> str:
    """The sentence for a bug."""
    fault = f"{type(error).__name__}: {error}" if isinstance(error, ScannerError) else type(error).__name__
    return say(language, "refusals", "own-fault", fault=fault)


def _keep_log() -> None:
    """A log on standard error only where the environment asks for one: a traceback helps nobody else."""
    level = os.environ.get("WEERBAAR_LOG_LEVEL", "").strip().upper()
    known = level in logging.getLevelNamesMapping()
    handlers: list[logging.Handler] = [logging.StreamHandler() if known else logging.NullHandler()]
    logging.basicConfig(level=level if known else logging.CRITICAL, handlers=handlers)
