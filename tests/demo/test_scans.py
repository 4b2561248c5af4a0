"""From end to end without root or internet: the real scanner looks at every demonstration company."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from weerbaar.demo.companies import Company, companies
from weerbaar.demo.serve import DemoTargets
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scan.run import scan
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.status import Status


async def scan_demo(domain: str, folder: Path) -> ScanResult:
    """One scan with the doors as they are. The usual resolver is one that nobody answers: names outside are not asked."""
    async with DemoTargets(folder) as targets:
        assert targets.state is not None
        outside = DoorSettings(resolver=Endpoint("127.0.0.1", targets.state.closed_port))
        async with DoorKeeper(targets.doors(outside)) as keeper:
            return await scan(ScanRequest(DomainName.parse(domain)), keeper)


def of_status(result: ScanResult, status: Status) -> list[Finding]:
    return [finding for finding in result.findings if outcome_of(finding).status is status]


def undetermined_of(company: Company, result: ScanResult) -> set[str]:
    """The checks that the table says cannot be determined, among those that a visitor may ask for."""
    asked = {finding.check for finding in result.findings}
    named = {check for check in asked for pattern in company.undetermined if fnmatchcase(check, pattern)}
    return named - company.spared


@pytest.mark.parametrize("company", companies(), ids=lambda company: company.domain)
async def test_the_scanner_finds_what_the_table_says_and_nothing_else(company: Company, tmp_path: Path) -> None:
    result = await scan_demo(company.domain, tmp_path)
    assert {finding.key for finding in of_status(result, Status.FAIL)} == company.expect
    assert {finding.check for finding in of_status(result, Status.NOT_DETERMINED)} == undetermined_of(company, result)
    assert len(result.findings) >= 40
    assert result.interruptions == ()
    assert result.duration_s < 15


async def test_a_demonstration_company_that_is_not_there_does_not_exist(tmp_path: Path) -> None:
    result = await scan_demo("no-such-company.example", tmp_path)
    assert [word.value for word in result.interruptions] == ["no-such-domain"]
    assert result.connections == 0
