"""unbound, the validating resolver beside the scanner."""

from lab import addresses
from lab.places import SITE, STATE
from lab.signer import ZoneKey

ADDRESS = "127.0.0.1"


def configuration() -> str:
    """The configuration file. The resolver starts at the lab's own root and trusts its key alone."""
    return f"""server:
    interface: {ADDRESS}@53
    access-control: 127.0.0.0/8 allow
    username: ""
    chroot: ""
    directory: "{STATE}"
    pidfile: "{STATE}/unbound.pid"
    use-syslog: no
    verbosity: 0
    val-log-level: 1
    num-threads: 1
    outgoing-range: 4096
    num-queries-per-thread: 2048
    # Absences in a zone with RSA signatures are too large for UDP on either side, and a scan asks for many at once;
    # unbound takes ten by itself.
    outgoing-num-tcp: 100
    incoming-num-tcp: 400
    # the usual buffer holds some 270 questions, and a scan may ask more at once
    so-rcvbuf: 4m
    do-ip6: yes
    prefer-ip6: no
    root-hints: "{SITE}/resolver/root.hints"
    trust-anchor-file: "{SITE}/resolver/root.key"
    module-config: "validator iterator"
    harden-dnssec-stripped: yes
    aggressive-nsec: no
    # it would ask for an address on the way to every other type, and so use up the first answer of a rebinding name
    qname-minimisation: no
    infra-host-ttl: 60
    ede: yes
remote-control:
    control-enable: no
"""


def root_hints() -> str:
    """Where the root is."""
    server = addresses.ROOT_SERVER
    return f". 3600 IN NS a.rootlab.\na.rootlab. 3600 IN A {server.ipv4}\na.rootlab. 3600 IN AAAA {server.ipv6}\n"


def trust_anchor(key: ZoneKey) -> str:
    """The root key that starts the chain of trust."""
    return f". 3600 IN DNSKEY {key.dnskey_text}\n"
