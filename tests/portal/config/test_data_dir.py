"""The data directory and its secret."""

import stat
from pathlib import Path

from weerbaar.portal.config.data_dir import SECRET_FILE, data_dir, make_secret, read_secret


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
