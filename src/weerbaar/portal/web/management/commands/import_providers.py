"""`python -m django import_providers FILE --by operator@…`: providers, or with `--marks` an extract of a register of marks."""

import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from weerbaar.portal.accounts.selectors import person_of_address
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.csv_rows import Complaint
from weerbaar.portal.providers.services.import_providers import (
    checked_marks,
    checked_providers,
    import_marks,
    import_providers,
    undo_import,
)
from weerbaar.portal.providers.vetter_selectors import NoVetter, recent_imports


class Command(BaseCommand):
    """For operators. Without `--write` it only says what is wrong; with anything wrong nothing is written."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="UTF-8, with a heading; separated by commas or semicolons")
        parser.add_argument("--by", required=True, help="the mail address of the operator who does this")
        parser.add_argument("--marks", action="store_true", help="the file is an extract of a register of marks")
        parser.add_argument("--write", action="store_true", help="take it in")
        parser.add_argument("--undo", help="the id of an import: remove what nobody handed in yet")

    def handle(self, *args: Any, **options: Any) -> None:
        user_id = person_of_address(options["by"])
        if user_id is None:
            raise CommandError("There is nobody with this address.")
        try:
            self._do(Person(user_id), options)
        except NoVetter as error:
            raise CommandError("This person is no operator.") from error

    def _do(self, actor: Person, options: dict[str, Any]) -> None:
        if options["undo"]:
            self.stdout.write(f"removed: {undo_import(uuid.UUID(options['undo']), actor=actor)}")
            return
        if not options["file"]:
            raise CommandError("Name a file, or an import to undo.")
        data = Path(options["file"]).read_bytes()
        if options["marks"]:
            found = import_marks(data, actor=actor) if options["write"] else checked_marks(data, actor=actor)
            rows, complaints = len(found.rows), found.complaints
        else:
            table = import_providers(data, actor=actor) if options["write"] else checked_providers(data, actor=actor)
            rows, complaints = len(table.rows), table.complaints
        if complaints:
            raise CommandError("\n".join(map(_line, complaints)))
        self.stdout.write(f"{'taken in' if options['write'] else 'would be taken in'}: {rows}")
        if options["write"] and not options["marks"]:
            self.stdout.write(f"to undo: --undo {recent_imports()[0].id}")


def _line(complaint: Complaint) -> str:
    where = f"line {complaint.line}" if complaint.line else "file"
    return f"{where}: {complaint.column or 'row'}: {complaint.fault.value}"
