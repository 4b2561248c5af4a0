"""`python -m django texts`: adds new texts to the .po files, removes old ones, and compiles."""

from typing import Any

from django.core.management.base import BaseCommand

from weerbaar.portal.web.texts.message import Message
from weerbaar.portal.web.texts.mo import to_mo
from weerbaar.portal.web.texts.po import read_po, write_po
from weerbaar.portal.web.texts.sources import WEB, messages_in_use


class Command(BaseCommand):
    """Says what still waits for a translation."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        used = messages_in_use()
        for folder in sorted((WEB / "locale").glob("*/LC_MESSAGES")):
            path, language = folder / "django.po", folder.parent.name
            known = read_po(path.read_text("utf-8")) if path.is_file() else {}
            kept = {message: known.get(message, _nothing(message)) for message in used}
            path.write_text(write_po(kept, language), "utf-8")
            (folder / "django.mo").write_bytes(to_mo(read_po(path.read_text("utf-8"))))
            for message in sorted(message for message, texts in kept.items() if not all(texts)):
                self.stdout.write(f"{language}: no translation yet: {message.text}")


def _nothing(message: Message) -> tuple[str, ...]:
    return ("", "") if message.plural else ("",)
