"""Every address of the site, classified by who may open it. An address that is in none of these lists fails the tests."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.portal.isolation.company import HANDOVER_ROUTES, VISIT_ROUTES, Company
from tests.portal.isolation.help import SUPPLIER_ROUTES
from tests.portal.isolation.kvo_audit import AUDIT_LINK_ROUTES, AUDIT_ROUTES, AUDIT_WORDS
from tests.portal.isolation.kvo_biz import BIZ_ROUTES, BIZ_WORDS
from tests.portal.isolation.kvo_figures import FIGURES_ROUTES, FIGURES_WORDS
from tests.portal.isolation.kvo_inspection import INSPECTION_ROUTES, INSPECTION_WORDS
from tests.portal.isolation.kvo_meeting import AGREEMENT_ROUTES, AGREEMENT_WORDS, MEETING_ROUTES
from tests.portal.isolation.kvo_survey import SURVEY_LINK_ROUTES, SURVEY_ROUTES
from tests.portal.isolation.people import Link
from tests.portal.isolation.world import World
from weerbaar.portal.web.letters.unsubscribe import KINDS, stop_path

# The same for everybody.
PUBLIC = {
    "home",
    "keep-how",
    "device-report",
    "cloud-return",
    "blank-card",
    "demo-mail",
    "demo-cloud",
    "about",
    "subsidies",
    "help-now",
    "help-now-worker",
    "api-docs",
    "privacy",
    "accessibility",
    "health",
    "robots",
    "security-txt",
    "walk-worker",
    "directory",
    "directory-file",
    "order-of-the-day",
    "order-list",
    "certificate",
    "dossier-keys",
}
# The public page of a listed provider, the same for everybody.
OF_LISTED = {"provider-public"}
# For operators and for people of advisers: the same 404 for anybody else, whoever it is about.
OF_VETTERS = {"vetting", "vetting-case", "vetting-decide", "vetting-mark", "known-marks", "imports", "import-undo"}
# About the person who has signed in; `allauth` has more of these, which start with the prefixes below.
PERSONAL = {
    "provider-new",
    "parks",
    "park-new",
    "account",
    "letters",
    "account-delete",
    "received",
    "start",
    "company-new",
}
OF_ALLAUTH = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")
# Behind the secret of a private link.
BY_LINK = {*HANDOVER_ROUTES, *VISIT_ROUTES, "park-seat", "meeting-feed", *SUPPLIER_ROUTES, "invitation", "proof-link"}
BY_LINK |= {*SURVEY_LINK_ROUTES, *AUDIT_LINK_ROUTES}
SIGNED = {"letters-stop"}
# A grant, for the people of the receiver.
BY_GRANT = {"received-one"}
# For the people of one company: the ids in its addresses are of that company.
OF_COMPANY = {
    "incident-start",
    "incident-new",
    "incident-own",
    "incident-own-one",
    "incident-photo",
    "plot",
    "plot-goods",
    "help-subsidy",
    "help-subsidy-papers",
    "help",
    "help-compare",
    "help-file",
    "overview",
    "basisscan",
    "basisscan-part",
    "question",
    "document",
    "document-file",
    "document-erase",
    "answers",
    "basisscan-finish",
    "plan",
    "handover-new",
    "handovers",
    "handover-withdraw",
    "handover-paper",
    "plan-action",
    "company-report",
    "emergency-card",
    "emergency-card-pdf",
    "company",
    "colleagues",
    "colleague",
    "invitation-withdraw",
    "sharing",
    "see-what-they-see",
    "stop-sharing",
    "data",
    "export",
    "erase",
    "leave",
    "log",
    "domains",
    "domain",
    "proof",
    "proof-look",
    "proof-mail",
    "proof-agreement",
    "domain-measure",
    "domain-remove",
    "devices",
    "device-code",
    "device-withdraw",
    "device-erase",
    "clouds",
    "cloud-connect",
    "cloud-disconnect",
    "company-parks",
    "company-park-leave",
    "company-park-address",
    "together",
    "together-cause",
    "together-purchase",
    "together-choose",
    "together-paper",
    "help-orders",
    "help-order",
    "help-order-line",
    "help-conflict",
    "help-order-paper",
    "help-requests",
    "help-request-new",
    "help-request",
    "help-request-deed",
    "help-request-file",
    "help-quote",
}
# For the people of one service provider.
OF_PROVIDER = {
    "provider-access",
    "provider-access-token",
    "provider-access-webhook-new",
    "provider-access-webhook",
    "provider-overview",
    "provider-profile",
    "provider-step",
    "provider-packages",
    "provider-package-withdraw",
    "provider-marks",
    "provider-mark-remove",
    "provider-requests",
    "provider-request",
    "provider-request-ask",
    "provider-request-decline",
    "provider-request-file",
    "provider-quote",
    "provider-quote-withdraw",
    "provider-quotes",
    "provider-orders",
    "provider-order",
    "provider-order-line",
    "provider-order-paper",
    "provider-purchases",
    "provider-purchase",
    "provider-offer-withdraw",
}
# For who works for one area.
OF_PARK = {
    "park-incidents",
    "park-incidents-csv",
    "park-incident",
    "park-incident-photo",
    "park-incident-contacts",
    "park-plots",
    "park-plot",
    "park-depths",
    "park-depth",
    "park-goods",
    "park",
    "park-seats",
    "park-seat-remove",
    "park-seat-withdraw",
    "park-seat-leave",
    "park-purchases",
    "park-purchase-new",
    "park-purchase",
    "park-purchase-cancel",
    "kvo",
    "kvo-pass",
    "kvo-papers",
    "kvo-paper",
    "kvo-measures",
    "kvo-measures-csv",
    "kvo-measure-new",
    "kvo-measure",
    "walk",
    "walk-setup",
    "walk-manifest",
    "area",
    "area-sheet",
    "area-boundary",
    "area-boundary-undo",
    "area-list",
    "area-list-csv",
    "area-list-undo",
    "area-import",
    "area-establishment-new",
    "area-establishment",
    "area-facilities",
    "area-facility",
    "park-participation",
    "park-newsletter",
    *AUDIT_ROUTES,
    *BIZ_ROUTES,
    *MEETING_ROUTES,
    *AGREEMENT_ROUTES,
    *INSPECTION_ROUTES,
    *SURVEY_ROUTES,
    *FIGURES_ROUTES,
}
# For programs, by a token and never by a session: `tests/portal/api` walks them. The rest of the door is the same for everybody.
BY_TOKEN = {
    "api-requests",
    "api-request",
    "api-attachment",
    "api-questions",
    "api-decline",
    "api-quotes",
    "api-quote-new",
    "api-quote-withdraw",
    "api-orders",
    "api-order",
    "api-line-start",
    "api-line-deliver",
}
OF_THE_DOOR = {"openapi-json", "api-root", "api-nothing"}
# Names in addresses that are no secret: the same values for every company.
WORDS: Mapping[str, tuple[str, ...]] = {
    "incident_kind": ("INC-BURGLARY", "INC-RANSOM", "INC-SUSPICION"),
    "principle": ("risks",),
    "kind": ("agreement",),
    "question_id": ("BP1-01", "BP4-01"),
    "vendor": ("microsoft", "google"),
    "rest": ("authorize", "v1.0/users"),
    "day": ("2026-11-24",),
    **AUDIT_WORDS,
    **BIZ_WORDS,
    **AGREEMENT_WORDS,
    **INSPECTION_WORDS,
    **FIGURES_WORDS,
}
ALLAUTH_VALUES = {"uidb36": ("abc",), "key": ("set-password",), "pk": (1,), "provider_id": ("oidc",)}
KNOWN = (
    PUBLIC
    | OF_LISTED
    | OF_VETTERS
    | PERSONAL
    | BY_LINK
    | SIGNED
    | BY_GRANT
    | OF_COMPANY
    | OF_PROVIDER
    | OF_PARK
    | BY_TOKEN
    | OF_THE_DOOR
)


@dataclass(frozen=True)
class Route:
    """An address by its name, and the names of what has to be filled in."""

    name: str
    wants: tuple[str, ...]


@dataclass(frozen=True)
class Address:
    """A path to ask for. `company` is whose it is, `link` the private link that it holds, `foreign` says that an id in it is
    another company's."""

    route: str
    path: str
    company: str = ""
    link: Link | None = None
    foreign: bool = False


def routes() -> list[Route]:
    """All routes of the site. Those of `allauth` without a name are second addresses of named ones."""
    return sorted(_walk(get_resolver()), key=lambda route: route.name)


def unclassified() -> set[str]:
    """Routes that nobody put in a list, and names in the lists without a route."""
    names = {route.name for route in routes()}
    return {name for name in names if name not in KNOWN and not name.startswith(OF_ALLAUTH)} | (KNOWN - names)


def addresses(world: World) -> Iterator[Address]:
    """All addresses of the world: of each route with each id that it can hold."""
    for route in routes():
        if route.name in BY_TOKEN | OF_THE_DOOR:
            continue
        if route.name in OF_COMPANY:
            for company in (*world.results, *world.receivers):
                yield from _of_company(route, company, world.results)
        elif route.name in OF_PROVIDER:
            for firm in world.firms:
                yield from _of_company(route, firm, world.firms)
        elif route.name in OF_PARK:
            for area in world.areas:
                yield from _of_company(route, area, world.areas, "park_id")
        elif route.name in OF_LISTED:
            for firm in world.firms:
                yield Address(route.name, reverse(route.name, kwargs={"listed_id": firm.ids["provider_id"][0]}))
        elif route.name in OF_VETTERS:
            for firm in world.firms:
                known = {
                    "vetted_id": firm.ids["provider_id"][0],
                    "mark_id": firm.ids["mark_id"][0],
                    "import_id": uuid.UUID(int=7),
                }
                yield Address(route.name, reverse(route.name, kwargs={name: known[name] for name in route.wants}))
        elif route.name in BY_LINK:
            for link in world.links:
                if route.name in link.routes:
                    yield from _behind(route, link, world)
        elif route.name in BY_GRANT:
            for company in world.results:
                for grant in company.ids["grant_id"]:
                    yield Address(route.name, reverse(route.name, kwargs={"grant_id": grant}))
        elif route.name in SIGNED:
            owner = world.results[0].people
            yield from (Address(route.name, stop_path(user.id, kind)) for user in owner.values() for kind in KINDS)
        else:
            for values in product(
                *(WORDS.get(name) or ALLAUTH_VALUES.get(name) or (uuid.UUID(int=7),) for name in route.wants)
            ):
                yield Address(route.name, reverse(route.name, kwargs=dict(zip(route.wants, values, strict=True))))


def _of_company(
    route: Route, company: Company, others: Iterable[Company], called: str = "organisation_id"
) -> Iterator[Address]:
    """With its own ids, and with one of every other company in their place. `called` is what its own id is called."""
    wanted = [name for name in route.wants if name != called]
    own = [_values(name, company) for name in wanted]
    for values in product(*own):
        filled = dict(zip(wanted, values, strict=True))
        yield Address(route.name, reverse(route.name, kwargs={called: company.id} | filled), company.key)
    if any(name not in WORDS for name in wanted):
        for other in others:
            if other is not company:
                theirs = {name: _values(name, other)[0] for name in wanted}
                path = reverse(route.name, kwargs={called: company.id} | theirs)
                yield Address(route.name, path, company.key, foreign=True)


def _values(name: str, company: Company) -> list[object]:
    if name in WORDS:
        return list(WORDS[name])
    return list(company.ids.get(name) or [uuid.UUID(int=7)])[:3]


def _behind(route: Route, link: Link, world: World) -> Iterator[Address]:
    """With the tasks of the link, and with all tasks that it was not made for."""
    if "action_id" not in route.wants:
        named = {name: link.ids.get(name, uuid.UUID(int=7)) for name in route.wants if name != "token"}
        yield Address(route.name, reverse(route.name, kwargs={"token": link.token} | named), link=link)
        return
    others = [action for company in world.results for action in company.ids["action_id"] if action not in link.tasks]
    for action in (*link.tasks, *others[:2], *others[-2:]):
        path = reverse(route.name, kwargs={"token": link.token, "action_id": action})
        yield Address(route.name, path, link=link, foreign=action not in link.tasks)


def _walk(resolver: URLResolver) -> Iterator[Route]:
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            outer = _names(item)
            yield from (Route(route.name, (*outer, *route.wants)) for route in _walk(item))
        elif isinstance(item, URLPattern) and item.name:
            yield Route(item.name, _names(item))
        elif not item.lookup_str.startswith("django.views.generic.base"):
            yield Route(item.lookup_str, _names(item))


def _names(item: URLPattern | URLResolver) -> tuple[str, ...]:
    """The names of what a pattern wants, whether it is written with converters or as an expression."""
    return tuple(item.pattern.converters) or tuple(item.pattern.regex.groupindex)
