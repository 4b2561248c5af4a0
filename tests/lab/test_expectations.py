"""The truth is written out from the table."""

from dataclasses import replace

from lab.expectations import check_ids, expected, truth
from lab.table import Archetype, archetypes, companies


def row(name: str) -> Archetype:
    return next(row for row in archetypes() if row.id == name)


def test_nothing_is_expected_of_a_flawless_company() -> None:
    assert expected(row("good")) == []


def test_an_area_stands_for_all_its_checks() -> None:
    tls = [f"{check}/not-determined" for check in check_ids() if check.startswith("tls.")]
    assert expected(replace(row("good"), undetermined=("tls.*",))) == tls
    assert len(tls) >= 6


def test_a_star_stands_for_every_check() -> None:
    everything = sorted(f"{check}/not-determined" for check in check_ids())
    assert expected(replace(row("good"), undetermined=("*",))) == everything


def test_a_bogus_zone_leaves_its_own_fault_and_hides_the_rest() -> None:
    bogus = row("dnssec-expired")
    findings = expected(bogus)
    assert "dns.dnssec-validity/bogus" in findings
    assert not {f"{check}/not-determined" for check in bogus.excepted} & set(findings)
    assert len(findings) == len(check_ids()) - len(bogus.excepted) + 1


def test_servers_that_fail_leave_what_only_the_parent_and_they_themselves_tell() -> None:
    failing = row("dns-servfail")
    findings = expected(failing)
    assert "dns.name-server-answers/lame" in findings
    assert len(findings) == len(check_ids()) - len(failing.excepted)


def test_a_check_that_fails_is_not_undetermined_too() -> None:
    findings = expected(replace(row("good"), expect=("web.hsts/short",), undetermined=("web.*",)))
    assert "web.hsts/short" in findings
    assert "web.hsts/not-determined" not in findings


def test_the_truth_has_every_company_and_is_sorted() -> None:
    every = list(companies())
    findings = truth(every)
    assert list(findings) == [company.domain for company in every]
    assert all(of_one == sorted(of_one) for of_one in findings.values())
    assert findings["dns-singlens-0001.nl"] == ["dns.name-servers/single", "ipv6.name-servers/single"]
