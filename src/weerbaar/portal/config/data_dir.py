"""Where this installation keeps its data, the secret that signs its cookies, and its keys for sealing and signing."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

SECRET_FILE = "secret-key"  # noqa: S105 (a file name)
# A file of its own: whoever copies the database alone cannot use what is sealed in it.
TOKEN_KEY_FILE = "token-key"  # noqa: S105 (a file name)
# What files for an audit are signed with. Whoever removes it has a new one made at the next start; old public keys stay known.
DOSSIER_KEY_FILE = "dossier-key"


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """`WEERBAAR_DATA_DIR`, else the place that the XDG base directory specification (0.8) gives to a user's data."""
    chosen = environ.get("WEERBAAR_DATA_DIR", "").strip()
    if chosen:
        return Path(chosen).absolute()
    home = environ.get("XDG_DATA_HOME", "").strip()
    base = Path(home) if home.startswith("/") else Path.home() / ".local" / "share"
    return base / "weerbaar"


def read_secret(folder: Path) -> str:
    """The secret of this installation; empty before the first start, and Django then refuses to sign anything."""
    path = folder / SECRET_FILE
    return path.read_text("ascii").strip() if path.is_file() else ""


def read_token_key(folder: Path) -> str:
    """The key that seals tokens of clouds; empty before the first start."""
    path = folder / TOKEN_KEY_FILE
    return path.read_text("ascii").strip() if path.is_file() else ""


def read_dossier_key(folder: Path) -> str:
    """The private key that files for an audit are signed with; empty before the first start."""
    path = folder / DOSSIER_KEY_FILE
    return path.read_text("ascii").strip() if path.is_file() else ""


def make_secret(folder: Path) -> None:
    """Make the secret once."""
    _make_once(folder / SECRET_FILE, secrets.token_urlsafe(48))


def make_token_key(folder: Path) -> None:
    """Make the key once: 32 bytes in base64, as Fernet wants them."""
    _make_once(folder / TOKEN_KEY_FILE, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def make_dossier_key(folder: Path) -> None:
    """Make the key once: 32 bytes in hexadecimal (RFC 8032, section 5.1.5)."""
    _make_once(folder / DOSSIER_KEY_FILE, secrets.token_bytes(32).hex())


def _make_once(path: Path, text: str) -> None:
    """Readable by its owner alone. Of two who try at the same time, one wins and both go on."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
