"""postfix, the mail server: one `smtpd` line for each address of each mail host.

An ordinary user cannot run it; `odd/smtp.py` then answers for the same hosts with the same faults.
"""

from collections.abc import Iterable

from lab import hosts
from lab.odd.listening import CIPHERS
from lab.places import SITE, STATE
from lab.table import MailHost

_CERTIFICATES = f"{SITE}/certificates"

# Limits on clients are off: a scan of many companies is one client that comes often.
MAIN_CF = f"""compatibility_level = 3.6
queue_directory = {STATE}/postfix/queue
data_directory = {STATE}/postfix/data
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = all
inet_protocols = all
mydestination =
local_recipient_maps =
alias_maps =
local_transport = error:no
smtpd_relay_restrictions = reject
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_timeout = 30s
default_process_limit = 200
smtpd_tls_security_level = may
smtpd_tls_session_cache_database =
smtpd_tls_protocols = >=TLSv1.2
tls_medium_cipherlist = ECDHE+AESGCM:ECDHE+CHACHA20
tls_eecdh_auto_curves = X25519 prime256v1 secp384r1
smtpd_banner = $myhostname ESMTP
maillog_file = {STATE}/log/postfix.log
maillog_file_prefixes = {STATE}
"""

# Without `proxymap` smtpd hangs before its greeting; `postlog` takes the place of syslog.
_SERVICES = """postlog unix-dgram n - n - 1 postlogd
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
rewrite unix - - n - - trivial-rewrite
cleanup unix n - n - 0 cleanup
"""
_TLS_OPTIONS = {
    "modern": "",
    "old": f" -o smtpd_tls_protocols=TLSv1,TLSv1.1 -o tls_medium_cipherlist={CIPHERS['old']}",
    "ageing": f" -o tls_medium_cipherlist={CIPHERS['ageing']}",
    "wide": f" -o tls_medium_cipherlist={CIPHERS['wide']}",
}


def master_cf(mail_hosts: Iterable[MailHost]) -> str:
    """The table of services, with a listener for each address of each host that postfix serves."""
    return _SERVICES + "".join(
        f"{f'[{address}]' if ':' in address else address}:25 inet n - n - 200 smtpd{_options(host)}\n"
        for host in mail_hosts
        if host.server == "postfix"
        for address in hosts.mail_listeners(host)
    )


def _options(host: MailHost) -> str:
    options = f" -o myhostname={host.host}"
    if host.certificate is None:
        return f"{options} -o smtpd_tls_security_level=none"
    files = f"{_CERTIFICATES}/{host.name}.key,{_CERTIFICATES}/{host.name}.pem"
    return f"{options} -o smtpd_tls_chain_files={files}" + _TLS_OPTIONS[host.tls]
