"""What is taken over from a report goes where it says, and takes the place of what it replaces."""

from collections import Counter
from pathlib import Path

import pytest

from lab.repair.nginx_file import NginxFile
from lab.repair.plan import plan, unproven
from lab.repair.postfix_files import PostfixFiles
from lab.repair.zone_files import ZoneFiles
from lab.signer import ZoneKey
from weerbaar.scanner.advice.fixes import keys_with_a_fix

ZONE = """one.nl. 300 IN SOA ns1.dnslab.nl. hostmaster.one.nl. 1 3600 600 864000 300
one.nl. 300 IN NS ns1.dnslab.nl.
one.nl. 300 IN TXT "v=spf1 mx ?all"
one.nl. 300 IN TXT "v=spf1 a ?all"
one.nl. 300 IN TXT "another text"
one.nl. 300 IN CAA 0 issue "%%%%%"
"""
NGINX = """http {
ssl_protocols TLSv1;
server { listen 198.18.1.10:443 ssl; server_name _; ssl_protocols TLSv1; return 421; }
server { listen 198.18.1.10:443 ssl; server_name one.nl www.one.nl;
  ssl_protocols TLSv1;
  add_header X-Frame-Options "ALLOW;ALL}" always;
  add_header X-Other "1" always;
  location = /.well-known/security.txt { types { } default_type text/html; return 200 "a } b"; } }
server { listen 0.0.0.0:80; server_name one.nl www.one.nl two.nl www.two.nl; root /www; }
}
"""


@pytest.fixture
def zones(tmp_path: Path) -> ZoneFiles:
    (tmp_path / "unsigned").mkdir()
    (tmp_path / "zones").mkdir()
    (tmp_path / "unsigned/one.nl.zone").write_text(ZONE)
    ZoneKey.generate().save(tmp_path / "keys/usual")
    return ZoneFiles(tmp_path)


@pytest.fixture
def nginx(tmp_path: Path) -> NginxFile:
    (tmp_path / "nginx.conf").write_text(NGINX)
    return NginxFile(tmp_path / "nginx.conf", tmp_path / "files")


def unsigned(folder: Path) -> list[str]:
    return (folder / "unsigned/one.nl.zone").read_text().splitlines()


def test_every_outcome_with_a_text_is_tried_or_says_why_not() -> None:
    assert set(plan()) | set(unproven()) == keys_with_a_fix()
    assert not set(plan()) & set(unproven())
    assert all(len(reason.split()) > 3 for reason in unproven().values())


def test_a_text_record_replaces_those_of_its_kind(zones: ZoneFiles, tmp_path: Path) -> None:
    zones.put("one.nl. TXT", "v=spf1 mx ~all")
    texts = [line for line in unsigned(tmp_path) if " TXT " in line]
    assert texts == ['one.nl. 300 IN TXT "another text"', 'one.nl. 300 IN TXT "v=spf1 mx ~all"']


def test_a_record_of_another_type_replaces_its_type(zones: ZoneFiles, tmp_path: Path) -> None:
    zones.put("one.nl. CAA", '0 issue "ca.example"')
    assert [line for line in unsigned(tmp_path) if " CAA " in line] == ['one.nl. 300 IN CAA 0 issue "ca.example"']


def test_a_second_key_of_a_mail_host_stands_beside_the_first(zones: ZoneFiles, tmp_path: Path) -> None:
    for digit in "ab":
        zones.put("_25._tcp.mx.one.nl. TLSA", f"3 1 1 {digit * 64}")
    assert Counter(line.split()[3] for line in unsigned(tmp_path))["TLSA"] == 2


def test_a_changed_zone_is_signed_under_its_next_serial(zones: ZoneFiles, tmp_path: Path) -> None:
    zones.put("_dmarc.one.nl. TXT", "v=DMARC1; p=none")
    zones.sign()
    assert zones.changed == {"one.nl": 2}
    signed = (tmp_path / "zones/one.nl.zone").read_text()
    assert "hostmaster.one.nl. 2 3600" in signed
    assert any(line.startswith("_dmarc.one.nl. ") and " RRSIG TXT " in line for line in signed.splitlines())


def test_a_name_outside_every_zone_is_refused(zones: ZoneFiles) -> None:
    with pytest.raises(LookupError):
        zones.put("two.nl. TXT", "x")


def test_a_header_replaces_the_one_of_its_name(nginx: NginxFile, tmp_path: Path) -> None:
    nginx.put("server (port 443)", 'add_header X-Frame-Options "SAMEORIGIN" always;', "one.nl")
    text = (tmp_path / "nginx.conf").read_text()
    assert "ALLOW" not in text
    assert 'add_header X-Frame-Options "SAMEORIGIN" always;' in text
    assert 'add_header X-Other "1" always;' in text


def test_a_shared_block_stays_with_the_others(nginx: NginxFile, tmp_path: Path) -> None:
    nginx.put("server (port 80)", "return 301 https://$host$request_uri;", "one.nl")
    text = (tmp_path / "nginx.conf").read_text()
    assert "server_name two.nl www.two.nl; root /www; }" in text
    assert "server_name one.nl www.one.nl;\n  return 301 https://$host$request_uri;\n" in text


def test_a_line_for_everything_is_not_overruled_below(nginx: NginxFile, tmp_path: Path) -> None:
    nginx.put("http", "ssl_protocols TLSv1.2 TLSv1.3;", "one.nl")
    text = (tmp_path / "nginx.conf").read_text()
    assert text.count("ssl_protocols") == 1
    assert text.index("ssl_protocols TLSv1.2 TLSv1.3;") < text.index("server {")


def test_a_file_is_served_as_plain_text_where_the_report_says(nginx: NginxFile, tmp_path: Path) -> None:
    nginx.serve("https://one.nl/.well-known/security.txt", "Contact: mailto:a@one.nl")
    nginx.serve("https://mta-sts.one.nl/.well-known/mta-sts.txt", "version: STSv1")
    text = (tmp_path / "nginx.conf").read_text()
    assert "text/html" not in text
    assert "server_name mta-sts.one.nl;" in text
    assert (tmp_path / "files/one.nl/.well-known/security.txt").read_text() == "Contact: mailto:a@one.nl\n"
    assert text.count("{") == text.count("}") - 1  # one inside quotes went with its block, the other stays


def test_a_place_that_does_not_exist_is_refused(nginx: NginxFile) -> None:
    with pytest.raises(LookupError):
        nginx.put("somewhere", "x on;", "one.nl")
    with pytest.raises(LookupError):
        nginx.put("server (port 443)", "x on;", "three.nl")


def test_a_setting_of_postfix_goes_to_one_host_alone(tmp_path: Path) -> None:
    path = tmp_path / "master.cf"
    path.write_text(
        "198.18.2.1:25 inet n - n - 200 smtpd -o myhostname=mx-a.mailhost.nl -o smtpd_tls_protocols=TLSv1\n"
        "198.18.2.2:25 inet n - n - 200 smtpd -o myhostname=mx-b.mailhost.nl\n"
    )
    PostfixFiles(path).put("smtpd_tls_protocols = >=TLSv1.2, <=TLSv1.3", "mx-a.mailhost.nl")
    first, second = path.read_text().splitlines()
    assert first.endswith(" -o myhostname=mx-a.mailhost.nl -o smtpd_tls_protocols=>=TLSv1.2,<=TLSv1.3")
    assert second.endswith(" -o myhostname=mx-b.mailhost.nl")
