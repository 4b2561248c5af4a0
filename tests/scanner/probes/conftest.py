"""Tests do not wait as long for a silent name server as a scan does."""

import pytest

from weerbaar.scanner.probes.doors import transport


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests with a name server that never answers."""
    monkeypatch.setattr(transport, "ATTEMPT_TIMEOUT_S", 0.05)
    monkeypatch.setattr(transport, "TCP_TIMEOUT_S", 0.2)
