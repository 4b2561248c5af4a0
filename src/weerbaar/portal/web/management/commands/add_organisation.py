"""`python -m django add_organisation association "Ondernemersvereniging …" secretary@…`: whom companies can share with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.words import OrganisationKind


class Command(BaseCommand):
    """For operators. The person signs in by asking for a new password at the sign-in page."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = [kind.value for kind in OrganisationKind if kind is not OrganisationKind.COMPANY]
        parser.add_argument("kind", choices=kinds)
        parser.add_argument("name")
        parser.add_argument("email", help="who becomes its owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if "@" not in options["email"]:
            raise CommandError(f"This is no e-mail address: {options['email']}")
        person = Person(find_or_make_person(options["email"]))
        details = OrganisationDetails(" ".join(options["name"].split()))
        organisation_id = found_organisation(details, actor=person, kind=OrganisationKind(options["kind"]))
        self.stdout.write(f"{organisation_id}")
