"""Keeps what scans share, and opens a fresh set of doors for each."""

import asyncio
from types import TracebackType
from typing import Self

from weerbaar.scanner.probes.doors.census import ROUNDS_AT_ONCE, ResolverCensus
from weerbaar.scanner.probes.doors.clock import Clock, SystemClock
from weerbaar.scanner.probes.doors.dialer import GuardedDialer
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.http import GuardedHttpClient
from weerbaar.scanner.probes.doors.mail_clients import MailClientDialer, SharedClients
from weerbaar.scanner.probes.doors.mail_survey import MailSurveyor
from weerbaar.scanner.probes.doors.name_servers import GuardedNameServers
from weerbaar.scanner.probes.doors.places import Places
from weerbaar.scanner.probes.doors.preload_file import PreloadFile
from weerbaar.scanner.probes.doors.registration_file import RegistrationFile
from weerbaar.scanner.probes.doors.resolver import CachingResolver
from weerbaar.scanner.probes.doors.routing_files import RoutingFiles
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.probes.doors.smtp import GreetingSmtpDialer, SharedMail
from weerbaar.scanner.probes.doors.tls import AsyncTlsDialer
from weerbaar.scanner.probes.doors.tls_survey import TlsSurveyor
from weerbaar.scanner.probes.doors.trust import TrustStore
from weerbaar.scanner.probes.doors.upstreams import Upstreams
from weerbaar.scanner.probes.doors.usage import Usage


class DoorKeeper:
    """Shared by all scans in one event loop: `async with DoorKeeper(settings) as keeper`.

    Shared are the sockets to name servers, the proof that these validate, the trusted certificates, the places per
    address, and what the operator's files say of routes and registrations. Making one reads resolv.conf and the file of
    trusted certificates, and touches no network.

    Raises:
        InvalidSettings: the file of trusted certificates cannot be read.
    """

    def __init__(self, settings: DoorSettings, clock: Clock | None = None) -> None:
        self._settings = settings
        self._clock = clock or SystemClock()
        self._guard = AddressGuard(settings.allow_ranges, settings.opt_out.addresses)
        self._places = Places(self._clock)
        self._trust = TrustStore(settings.ca_file)
        self._mail = SharedMail(self._clock, settings.keep_greetings_s)
        self._clients = SharedClients(self._clock, settings.keep_greetings_s)
        self._upstreams = Upstreams(settings, self._clock)
        self._census_rounds = asyncio.Semaphore(ROUNDS_AT_ONCE)
        vrps, routes, registrations = settings.vrps, settings.routes, settings.registrations
        self._routing = RoutingFiles(vrps, routes, self._clock) if vrps and routes else None
        self._registrations = RegistrationFile(registrations, self._clock) if registrations else None
        self._preload = PreloadFile(settings.preload, self._clock) if settings.preload else None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._upstreams.close()

    def doors(self) -> tuple[Doors, Usage]:
        """The doors of one scan, and the count of what goes through them."""
        usage, identity = Usage(), self._settings.identity
        resolver = CachingResolver(self._upstreams, usage, self._clock)
        dialer = GuardedDialer(self._guard, self._places, usage, detour=self._settings.detour)
        tls = AsyncTlsDialer(dialer, self._trust, self._clock)
        smtp = GreetingSmtpDialer(dialer, tls, self._clock, identity, shared=self._mail)
        doors = Doors(
            clock=self._clock,
            resolver=resolver,
            dialer=dialer,
            tls=tls,
            surveyor=TlsSurveyor(dialer, self._clock),
            http=GuardedHttpClient(dialer, tls, resolver, self._clock, identity),
            smtp=smtp,
            mail_clients=MailClientDialer(dialer, tls, self._clock, identity, shared=self._clients),
            mail_surveyor=MailSurveyor(smtp, dialer, self._clock, shared=self._mail),
            name_servers=GuardedNameServers(self._guard, dialer, usage, self._clock, detour=self._settings.detour),
            census=ResolverCensus(self._upstreams, usage, self._census_rounds),
            routing=self._routing,
            registrations=self._registrations,
            preload=self._preload,
        )
        return doors, usage
