"""`python -m django add_park "Meeuwenwaard" manager@…`: an area, and who becomes its manager."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.parks.services.found_park import ParkDetails, enter_park
from weerbaar.portal.parks.words import ParkKind


class Command(BaseCommand):
    """For operators. The person signs in by asking for a new password at the sign-in page."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email", help="who becomes its manager")
        parser.add_argument("--kind", choices=[kind.value for kind in ParkKind], default=ParkKind.BUSINESS.value)
        parser.add_argument("--municipality", default="", help="a key of the list of municipalities")

    def handle(self, *args: Any, **options: Any) -> None:
        if "@" not in options["email"]:
            raise CommandError(f"This is no e-mail address: {options['email']}")
        if options["municipality"] and municipality(options["municipality"]) is None:
            raise CommandError(f"There is no such municipality: {options['municipality']}")
        details = ParkDetails(" ".join(options["name"].split()), ParkKind(options["kind"]), options["municipality"])
        park_id = enter_park(details, manager=Person(find_or_make_person(options["email"])))
        self.stdout.write(f"{park_id}")
