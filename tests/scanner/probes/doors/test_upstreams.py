"""Each name goes to the server that is nearest to it."""

import pytest

from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint
from weerbaar.scanner.probes.doors.upstreams import Upstreams

USUAL, NEAR, NEAREST = Endpoint("192.0.2.1"), Endpoint("192.0.2.2"), Endpoint("192.0.2.3", 5353)


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [
        ("bakkerij.nl", USUAL),
        (".", USUAL),
        ("example", NEAR),
        ("bakkerij.example", NEAR),
        ("badexample", USUAL),
        ("example.nl", USUAL),
        ("demo.example", NEAREST),
        ("www.bakkerij.demo.example", NEAREST),
        ("nodemo.example", NEAR),
    ],
)
def test_the_longest_suffix_decides(name: str, endpoint: Endpoint) -> None:
    settings = DoorSettings(resolver=USUAL, forward={".Example.": NEAR, "demo.example": NEAREST})
    upstreams = Upstreams(settings, TestClock())
    assert upstreams.for_name(name).transport.endpoint == endpoint
    upstreams.close()


def test_each_server_has_a_proof_of_its_own() -> None:
    upstreams = Upstreams(DoorSettings(resolver=USUAL, forward={"example": NEAR}), TestClock())
    assert upstreams.for_name("a.nl").proof is upstreams.for_name("b.nl").proof
    assert upstreams.for_name("a.nl").proof is not upstreams.for_name("a.example").proof
    upstreams.close()
    upstreams.close()
