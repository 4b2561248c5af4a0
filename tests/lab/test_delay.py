"""The delay box takes its time with every packet, keeps their order, and loses as many as it is told."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.delay import Box, Way

ROOT = Path(__file__).parents[2]
RUN = ROOT / "lab" / "run"
ENVIRONMENT = {**os.environ, "PYTHON": sys.executable}
# Connects to a web server again and again, and prints how long each took, in milliseconds.
CONNECTS = """
import json, socket, sys, time
times = []
for _ in range(int(sys.argv[1])):
    start = time.monotonic()
    try:
        socket.create_connection(("198.18.16.1", 443), 5).close()
        times.append(1000 * (time.monotonic() - start))
    except TimeoutError:
        times.append(5000)
print(json.dumps(sorted(times)))
"""


def way(delay_s: float = 0.02, jitter_s: float = 0.0, loss: float = 0.0, seed: int = 1) -> Way:
    return Way(delay_s, jitter_s, loss, random.Random(seed).random)


def test_a_packet_is_due_after_the_delay_and_not_before() -> None:
    one = way()
    one.put(b"a", 10.0)
    assert one.next_due == pytest.approx(10.02)
    assert one.take(10.019) is None
    assert one.take(10.021) == b"a"
    assert one.take(11.0) is None
    assert one.next_due is None


@given(st.lists(st.floats(0, 0.005), min_size=1, max_size=50), st.integers(0, 1000))
def test_jitter_stays_within_its_bounds_and_keeps_the_order(gaps: list[float], seed: int) -> None:
    one, now, dues = way(jitter_s=0.004, seed=seed), 0.0, []
    for number, gap in enumerate(gaps):
        now += gap
        one.put(str(number).encode(), now)
        assert now + 0.016 <= one._waiting[-1][0] <= now + 0.024 + 1e-9
        dues.append(one._waiting[-1][0])
    assert dues == sorted(dues)
    assert [one.take(now + 1) for _ in gaps] == [str(number).encode() for number in range(len(gaps))]


def test_as_many_are_lost_as_it_is_told() -> None:
    one = way(loss=0.25)
    for number in range(4000):
        one.put(b"x", float(number))
    assert 2850 < len(one._waiting) < 3150
    nothing_lost = way()
    for number in range(4000):
        nothing_lost.put(b"x", float(number))
    assert len(nothing_lost._waiting) == 4000


def test_the_box_carries_from_one_file_to_the_other() -> None:
    source, entrance = os.pipe2(os.O_NONBLOCK)
    exit_, target = os.pipe2(os.O_NONBLOCK)
    box = Box({source: (way(delay_s=0.0), target)})
    os.write(entrance, b"packet")
    box.carry([source])
    assert os.read(exit_, 100) == b"packet"
    for file in (source, entrance, exit_, target):
        os.close(file)


def connects(*options: str, times: int) -> list[float]:
    check = subprocess.run([RUN, *options, "--check"], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    ended = subprocess.run(
        [RUN, "--quiet", *options, "python", "-c", CONNECTS, str(times)],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        cwd=ROOT,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    took: list[float] = json.loads(ended.stdout)
    return took


@pytest.mark.lab
def test_a_connection_takes_twice_the_delay() -> None:
    took = connects("--delay", "20", times=20)
    assert took[0] >= 40
    assert took[10] < 60


@pytest.mark.lab
def test_packets_that_get_lost_are_sent_again() -> None:
    took = connects("--delay", "5", "--jitter", "2", "--loss", "30", times=30)
    assert took[0] >= 6
    assert took[-1] > 900  # the first try again comes after a second (RFC 6298, section 2.1)


@pytest.mark.lab
def test_a_delay_that_is_no_number_is_refused() -> None:
    ended = subprocess.run([RUN, "--delay", "a while", "true"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (2, "lab: --delay needs a number\n")
