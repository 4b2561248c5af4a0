"""The first page is light: what it makes a browser fetch before anything can be read."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

LIMIT = 50_000  # bytes of style and script together, compressed; the budget of the design

pytestmark = pytest.mark.django_db


def test_style_and_script_of_the_first_page_stay_within_their_budget(client: Client) -> None:
    page = client.get("/").content.decode()
    paths = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)
    assert len(paths) >= 2
    total = 0
    for path in paths:
        found = finders.find(path)
        assert isinstance(found, str), path
        total += len(gzip.compress(Path(found).read_bytes(), mtime=0))
    assert total < LIMIT, total
