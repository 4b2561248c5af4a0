"""nginx, the web server of every company whose fault a real server can show."""

from collections.abc import Iterable
from datetime import datetime

from lab import addresses, client_hosts, hosts, sites, vouchers
from lab.addresses import Pair
from lab.places import SITE, STATE
from lab.table import Company

_CERTIFICATES = f"{SITE}/certificates"
_GROUPS = "X25519:prime256v1"
# Protocols, ciphers, groups and who chooses, of a profile. TLS 1.0 and 1.1 need OpenSSL's security level 0.
_PROFILES = {
    "tls10": ("TLSv1 TLSv1.1 TLSv1.2 TLSv1.3", "ALL:!aNULL:!eNULL@SECLEVEL=0", f"{_GROUPS}:ffdhe2048", "on"),
    "tls12": ("TLSv1.2", "ECDHE+AESGCM:ECDHE+CHACHA20@SECLEVEL=0", _GROUPS, "on"),
    "tls13": ("TLSv1.3", "HIGH", _GROUPS, "on"),
    "lax": ("TLSv1.2 TLSv1.3", "ECDHE+AESGCM:ECDHE-ECDSA-AES256-SHA384@SECLEVEL=0", f"{_GROUPS}:ffdhe3072", "off"),
}
# What else a profile sets.
_MORE = {"early-data": "ssl_early_data on;"}
_TO_HTTPS = "return 301 https://$host$request_uri;"
_PLAIN_HTTP = {
    "redirect": _TO_HTTPS,
    "closed": _TO_HTTPS,
    "plain": f"root {SITE}/www;",
    "via-http": "if ($host !~ ^www) { return 301 http://www.$host$request_uri; } " + _TO_HTTPS,
    "offsite": "return 301 https://good-0001.nl/;",
    "loop": "location = /home { return 302 http://$host/; } location / { return 302 http://$host/home; }",
    "private": "return 302 http://127.0.0.1:6379/;",
    "link-local": "return 302 http://169.254.169.254/;",
    # Every step adds a letter, the seventh answer leads to https.
    "chain": 'if ($request_uri !~ "x{6}") { return 302 http://$host${request_uri}x; } return 301 https://$host/;',
}
_FORM = "<form method=post><input name=user><input name=password type=password></form>"
# The pages on which the makers of a site sign in.
_SIGN_IN = {
    "none": "",
    "locked": "  location = /wp-login.php { return 403; }\n",
    "open": f'  location = /wp-login.php {{ default_type text/html; return 200 "{_FORM}"; }}\n',
    "database": f'  location = /phpmyadmin/ {{ default_type text/html; return 200 "{_FORM}"; }}\n',
}
# Names of one server block; a list of thousands in one line is beyond nginx.
_NAMES_PER_BLOCK = 400

# The whole process runs at security level 0: else SHA-1 and 1024 bit certificates do not load.
OPENSSL_CONF = """openssl_conf = lab
[lab]
ssl_conf = modules
[modules]
system_default = weak
[weak]
CipherString = DEFAULT@SECLEVEL=0
MinProtocol = TLSv1
"""


def configuration(companies: list[Company], now: datetime) -> str:
    """The configuration file. `user` is given on the command line, since it differs for root and for others."""
    blocks = [_defaults(), *_profile_defaults(companies)]
    blocks += [_policy_host(company) for company in companies if _has_policy_host(company)]
    blocks += [_client_file(company) for company in companies if company.settings.clients == "by-file"]
    blocks += [_secure_site(company, now) for company in companies if _serves_https(company)]
    blocks += _plain_sites(company for company in companies if _served_here(company))
    return _PREAMBLE + "http {\n" + _HTTP + "\n".join(blocks) + "\n}\n"


_PREAMBLE = f"""worker_processes 1;
pid {STATE}/nginx.pid;
error_log stderr error;
events {{ worker_connections 8192; multi_accept on; }}
"""
_HTTP = f"""access_log off;
server_tokens off;
charset utf-8;
default_type text/html;
types {{ text/html html; text/css css; text/plain txt; }}
client_body_temp_path {STATE}/nginx/body;
proxy_temp_path {STATE}/nginx/proxy;
fastcgi_temp_path {STATE}/nginx/fastcgi;
uwsgi_temp_path {STATE}/nginx/uwsgi;
scgi_temp_path {STATE}/nginx/scgi;
gzip on;
keepalive_requests 10000;
reset_timedout_connection on;
server_names_hash_max_size 65536;
server_names_hash_bucket_size 128;
ssl_session_cache shared:lab:10m;
ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20@SECLEVEL=0;
ssl_prefer_server_ciphers on;
ssl_ecdh_curve {_GROUPS};
# At security level 0 OpenSSL would sign with SHA-1 when asked to; a server kept well does not.
ssl_conf_command SignatureAlgorithms ECDSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA256:RSA+SHA256:RSA+SHA384;
"""


def _served_here(company: Company) -> bool:
    settings = company.settings
    return settings.content == "full" and settings.fault == "none" and settings.tls != "legacy"


def _serves_https(company: Company) -> bool:
    return _served_here(company) and company.settings.tls != "no-https"


def _has_policy_host(company: Company) -> bool:
    settings = company.settings
    return settings.content == "full" and settings.mta_sts != "none" and settings.mta_sts_policy != "no-address"


def _listen(pair: Pair, port: int, extra: str = "") -> str:
    speaks_http2 = pair != addresses.TLS_PROFILES["http1"]
    ending = ((" ssl http2" if speaks_http2 else " ssl") if port == 443 else "") + extra
    return f"listen {pair.ipv4}:{port}{ending}; listen [{pair.ipv6}]:{port}{ending};"


def _defaults() -> str:
    """What an unknown name gets: no certificate, no page."""
    everywhere = Pair("0.0.0.0", "::")
    extra = " default_server backlog=4096"
    return (
        f"server {{ {_listen(everywhere, 443, extra)} server_name _; ssl_reject_handshake on; }}\n"
        f"server {{ {_listen(everywhere, 80, extra)} server_name _; return 404; }}"
    )


def _profile_defaults(companies: list[Company]) -> list[str]:
    """The default server of each address with a profile of its own: nginx takes `ssl_protocols` from there."""
    blocks = []
    for profile, pair in addresses.TLS_PROFILES.items():
        first = next((company for company in companies if company.settings.tls == profile), None)
        if first:
            listen = _listen(pair, 443, " default_server")
            blocks.append(f"server {{ {listen} {_certificate(first.domain)} {_protocols(profile)} return 421; }}")
    return blocks


def _protocols(profile: str) -> str:
    if profile not in _PROFILES:
        return _MORE.get(profile, "")
    protocols, ciphers, groups, server_chooses = _PROFILES[profile]
    return (
        f"ssl_protocols {protocols}; ssl_ciphers {ciphers}; ssl_ecdh_curve {groups};"
        f" ssl_prefer_server_ciphers {server_chooses};"
    )


def _tokens(versions: str) -> str:
    return "server_tokens on;" if versions == "shown" else ""


def _certificate(name: str) -> str:
    return f"ssl_certificate {_CERTIFICATES}/{name}.pem; ssl_certificate_key {_CERTIFICATES}/{name}.key;"


def _stapling(company: Company) -> str:
    """The response that the lab's issuer wrote beforehand: there is no responder to ask."""
    if company.settings.certificate not in vouchers.STAPLED:
        return ""
    return f"ssl_stapling on; ssl_stapling_file {_CERTIFICATES}/{company.domain}.ocsp;"


def _policy_host(company: Company) -> str:
    host, policy = f"mta-sts.{company.domain}", sites.mta_sts_policy(company)
    if company.settings.mta_sts_policy == "redirect":
        answer = f"return 302 https://{company.domain}/mta-sts.txt;"
    elif policy:
        answer = f"default_type text/plain; return 200 {_quoted(policy)};"
    else:
        answer = "return 404;"
    return (
        f"server {{ {_listen(Pair('0.0.0.0', '::'), 443)} server_name {host}; {_certificate(host)}\n"
        f"  location = /.well-known/mta-sts.txt {{ {answer} }} location / {{ return 404; }} }}"
    )


def _client_file(company: Company) -> str:
    host = f"autoconfig.{company.domain}"
    answer = f"default_type text/xml; return 200 {_quoted(client_hosts.file())};"
    return (
        f"server {{ {_listen(Pair('0.0.0.0', '::'), 443)} server_name {host}; {_certificate(host)}\n"
        f"  location = /mail/config-v1.1.xml {{ {answer} }} location / {{ return 404; }} }}"
    )


def _secure_site(company: Company, now: datetime) -> str:
    domain, settings = company.domain, company.settings
    everywhere = Pair("0.0.0.0", "::")
    pair = hosts.server(company) if settings.tls in addresses.TLS_PROFILES else everywhere
    kind, text = sites.security_txt(settings.security_txt, domain, now)
    security_txt = f"types {{ }} default_type {kind}; return 200 {_quoted(text)};" if text else "return 404;"
    headers = "".join(
        f"  add_header {name} {_quoted(value)} always;\n" for name, value in sites.headers(company).items()
    )
    listen, elsewhere = _listen(pair, 443), ""
    if settings.hosts == "other-ipv6":
        listen = "listen 0.0.0.0:443 ssl http2;"
        names = f"server_name {domain} www.{domain}; {_certificate(domain)}"
        elsewhere = f"server {{ listen [::]:443 ssl http2; {names}\n{headers} return 404; }}\n"
    return elsewhere + (
        f"server {{ {listen} server_name {domain} www.{domain};\n"
        f"  {_certificate(domain)} {_stapling(company)} {_protocols(settings.tls)} {_tokens(settings.versions)}\n{headers}"
        f"  root {SITE}/www; index {settings.page}.html;\n{_SIGN_IN[settings.sign_in]}"
        f"  location = /.well-known/security.txt {{ {security_txt} }} }}"
    )


def _plain_sites(companies: Iterable[Company]) -> list[str]:
    names: dict[str, list[str]] = {}
    for company in companies:
        names.setdefault(company.settings.plain_http, []).extend((company.domain, f"www.{company.domain}"))
    blocks = []
    for behaviour, known in names.items():
        for start in range(0, len(known), _NAMES_PER_BLOCK):
            some = " ".join(known[start : start + _NAMES_PER_BLOCK])
            listen = _listen(Pair("0.0.0.0", "::"), 80)
            blocks.append(f"server {{ {listen} server_name {some}; {_PLAIN_HTTP[behaviour]} }}")
    return blocks


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n")
    return f'"{escaped}"'
