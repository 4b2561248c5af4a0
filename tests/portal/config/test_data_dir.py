"""The data directory and its secret."""

import stat
from pathlib import Path

from weerbaar.portal.config.data_dir import (
    SECRET_FILE,
    TOKEN_KEY_FILE,
    data_dir,
    make_secret,
    make_token_key,
    read_secret,
    read_token_key,
)


def test_the_environment_decides_and_else_the_users_own_place() -> None:
    assert data_dir({"WEERBAAR_DATA_DIR": "/srv/weerbaar"}) == Path("/srv/weerbaar")
    assert data_dir({"WEERBAAR_DATA_DIR": "var"}) == Path("var").absolute()
    assert data_dir({"XDG_DATA_HOME": "/data"}) == Path("/data/weerbaar")
    assert data_dir({"XDG_DATA_HOME": "not/absolute"}) == Path.home() / ".local" / "share" / "weerbaar"


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert read_secret(folder) == ""
    make_secret(folder)
    secret = read_secret(folder)
    make_secret(folder)
    assert len(secret) >= 50
    assert read_secret(folder) == secret
    assert stat.S_IMODE((folder / SECRET_FILE).stat().st_mode) == 0o600


def test_the_key_of_tokens_is_made_once_in_a_file_of_its_own_and_can_seal(tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    assert read_token_key(tmp_path) == ""
    make_token_key(tmp_path)
    key = read_token_key(tmp_path)
    make_token_key(tmp_path)
    assert read_token_key(tmp_path) == key
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"a token")) == b"a token"
    assert stat.S_IMODE((tmp_path / TOKEN_KEY_FILE).stat().st_mode) == 0o600
