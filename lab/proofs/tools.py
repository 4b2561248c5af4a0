"""The tools that look: kdig, openssl, curl and plain sockets. Each returns what it saw as text, also when it failed."""

import os
import socket
import struct
import subprocess

from lab.places import SITE

CA_FILE = os.environ.get("WEERBAAR_CA_FILE", f"{SITE}/certificates/root.pem")
_RESOLVER = "@127.0.0.1"
# OpenSSL's own floor is lifted, so that the tools can speak the old versions too.
_WEAK = {**os.environ, "OPENSSL_CONF": f"{SITE}/nginx/openssl.cnf"}
_ANY_CIPHER = ("-cipher", "ALL:@SECLEVEL=0")
_SERVER_HELLO, _HANDSHAKE = 2, 22


def run(*command: str, timeout_s: float = 15) -> str:
    """What a command printed, on both streams."""
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout_s, env=_WEAK, check=False
        )
    except subprocess.TimeoutExpired:
        return "(timed out)"
    return (ended.stdout + ended.stderr).decode("utf-8", "replace")


def dig(*question: str) -> str:
    """The whole answer of the lab's resolver, with DNSSEC records."""
    return run("kdig", "+dnssec", "+timeout=5", "+retry=1", _RESOLVER, *question)


def records(rdtype: str, name: str) -> list[str]:
    """The records of the answer, sorted."""
    lines = run("kdig", "+short", "+timeout=5", "+retry=1", _RESOLVER, rdtype, name).splitlines()
    return sorted(line.strip() for line in lines if line and not line.startswith(";"))


def handshake(domain: str, *options: str, address: str = "") -> str:
    """A TLS handshake with a site and the verifier's opinion."""
    where = address or next(iter(records("A", domain)), "")
    options = (*options, *_ANY_CIPHER) if "-tls1_3" not in options else options
    names = ("-servername", domain, "-verify_hostname", domain, "-CAfile", CA_FILE)
    return run("openssl", "s_client", "-connect", f"{where}:443", *names, *options)


def asks_again(domain: str) -> str:
    """A handshake of TLS 1.2, and what comes of asking for another one on the same connection."""
    where = next(iter(records("A", domain)), "")
    command = ["openssl", "s_client", "-connect", f"{where}:443", "-servername", domain, "-tls1_2"]
    ended = subprocess.run(command, input="R\n", capture_output=True, text=True, timeout=15, env=_WEAK, check=False)
    return (ended.stdout + ended.stderr).partition("RENEGOTIATING")[2]


def agreed_protocol(domain: str) -> str:
    """Which of HTTP/2 and HTTP/1.1 a site chooses."""
    return handshake(domain, "-alpn", "h2,http/1.1")


def tickets(domain: str) -> str:
    """The tickets that a site hands out after a handshake of TLS 1.3, in words."""
    where = next(iter(records("A", domain)), "")
    names = ("-connect", f"{where}:443", "-servername", domain, "-tls1_3")
    return run("sh", "-c", f"sleep 1 | openssl s_client {' '.join(names)}")


def mail_handshake(host: str, *options: str) -> str:
    """STARTTLS with a mail host and the verifier's opinion."""
    where = next(iter(records("A", host)), "")
    names = ("-servername", host, "-verify_hostname", host, "-CAfile", CA_FILE)
    return run("openssl", "s_client", "-starttls", "smtp", "-connect", f"{where}:25", *names, *options)


def handshake_dane(domain: str) -> str:
    """A handshake with a site, judged by its TLSA records."""
    options = ["-dane_tlsa_domain", domain]
    for record in records("TLSA", f"_443._tcp.{domain}"):
        options += ["-dane_tlsa_rrdata", record]
    return handshake(domain, *options)


def client_handshake(host: str, port: int, starttls: str, *options: str) -> str:
    """A handshake as a mail program makes it, by STARTTLS in these words or at once, and the verifier's opinion."""
    where = next(iter(records("A", host)), "")
    words = ("-starttls", starttls) if starttls else ()
    names = ("-servername", host, "-verify_hostname", host, "-CAfile", CA_FILE)
    return run("openssl", "s_client", *words, "-connect", f"{where}:{port}", *names, *options)


def mail_handshake_dane(host: str) -> str:
    """STARTTLS with a mail host, judged by its TLSA records."""
    options = ["-dane_tlsa_domain", host]
    for record in records("TLSA", f"_25._tcp.{host}"):
        options += ["-dane_tlsa_rrdata", record]
    return mail_handshake(host, *options)


def certificate(domain: str) -> str:
    """The leaf certificate that a site sends, in words."""
    shown = handshake(domain)
    start, end = shown.find("-----BEGIN CERTIFICATE-----"), shown.find("-----END CERTIFICATE-----")
    pem = shown[start : end + len("-----END CERTIFICATE-----")] + "\n"
    ended = subprocess.run(
        ["openssl", "x509", "-noout", "-text"], input=pem, capture_output=True, text=True, check=False
    )
    return ended.stdout + ended.stderr


def curl(url: str, *options: str, timeout_s: float = 6) -> str:
    """Head and body of the answer, redirects not followed."""
    return run("curl", "-sS", "-i", "--cacert", CA_FILE, "-m", str(timeout_s), *options, url, timeout_s=timeout_s + 5)


def head(domain: str) -> str:
    """The response headers of the page of a site; the certificate does not matter here."""
    return run("curl", "-sS", "-k", "-I", "-m", "6", f"https://{domain}/")


def talk(address: str, port: int, *lines: str, timeout_s: float = 3) -> str:
    """What a server says, at first and after each line, until it stops."""
    heard = b""
    try:
        with socket.create_connection((address, port), timeout_s) as connection:
            for line in ("", *lines):
                connection.sendall(line.encode() + b"\r\n" if line else b"")
                heard += connection.recv(4096)
    except OSError as error:
        heard += f"({error or type(error).__name__})".encode()
    return heard.decode("latin-1")


def talk_to(host: str, port: int, *lines: str) -> str:
    """What the server of this name says at a port."""
    return talk(next(iter(records("A", host)), ""), port, *lines)


def mail_talk(host: str, *lines: str, timeout_s: float = 3) -> str:
    """What a mail host says on port 25."""
    return talk(next(iter(records("A", host)), ""), 25, *lines, timeout_s=timeout_s)


def accepted_version(address: str, version: tuple[int, int]) -> str:
    """The version a server takes when a hello of this version, and no extension, asks: `3.0` is SSL 3.0."""
    suites = struct.pack(">4H", 0xC013, 0x002F, 0x000A, 0x0005)  # CBC and RC4 suites that every old version knows
    body = bytes(version) + os.urandom(32) + b"\0" + struct.pack(">H", len(suites)) + suites + b"\x01\0"
    message = b"\x01" + struct.pack(">I", len(body))[1:] + body
    try:
        with socket.create_connection((address, 443), 5) as connection:
            connection.sendall(bytes((_HANDSHAKE, *version)) + struct.pack(">H", len(message)) + message)
            answer = connection.recv(64)
    except OSError as error:
        return f"({error})"
    if len(answer) > 10 and answer[0] == _HANDSHAKE and answer[5] == _SERVER_HELLO:
        return f"{answer[9]}.{answer[10]}"
    return f"(no hello: {answer[:16].hex()})"
