"""Reads a cloud's lists: page by page, politely when it is busy, and never anywhere else than at that cloud."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import requests

from weerbaar.portal.scans.connectors.words import CloudFault, CloudRefused, PartSilent, Silence

TIMEOUT_S = 20.0
MOST_PAGES = 100
MOST_BYTES = 8 * 1024 * 1024
# Together, over a whole reading: the vendors ask for seconds, and a worker has more to do.
LONGEST_WAIT_S = 60.0
_TRIES = 4
# Codes by which the vendors say that it is the licence and not the right that is missing.
_LICENCE = ("premium", "license", "licence", "notlicensed")


class CloudReader:
    """Reads with one access token. `sleep` is handed in, so that tests need not wait."""

    def __init__(self, access: str, apis: Mapping[str, str], sleep: Callable[[float], None] = time.sleep) -> None:
        self._session = requests.Session()
        self._session.headers.update({"Authorization": f"Bearer {access}", "Accept": "application/json"})
        self._session.trust_env = False  # no `.netrc`, no proxy that nobody named
        self._apis, self._sleep, self._waited_s = apis, sleep, 0.0

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def one(self, api: str, path: str, values: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """One document.

        Raises:
            PartSilent: the cloud does not tell this.
            CloudRefused: the cloud is too busy.
        """
        return self._get(api, self._apis[api] + path, values)

    def all(
        self, api: str, path: str, key: str, values: Mapping[str, str] | None = None, *, most_pages: int = MOST_PAGES
    ) -> Iterator[Mapping[str, Any]]:
        """Every row of a list, over all its pages: by `@odata.nextLink` (Microsoft) or `nextPageToken` (Google).

        Raises:
            PartSilent, CloudRefused: as above, also halfway; and NOT_UNDERSTOOD when the list does not end.
        """
        url, asked = self._apis[api] + path, dict(values or {})
        for number in range(most_pages):
            page = self._get(api, url, asked)
            rows = page.get(key, [])
            if not isinstance(rows, list):
                raise PartSilent(Silence.NOT_UNDERSTOOD)
            yield from (row for row in rows if isinstance(row, dict))
            if page.get("@odata.nextLink"):
                url, asked = str(page["@odata.nextLink"]), {}
            elif page.get("nextPageToken"):
                asked = {**asked, "pageToken": str(page["nextPageToken"])}
            else:
                return
            if number + 1 == most_pages:
                raise PartSilent(Silence.NOT_UNDERSTOOD)

    def _get(self, api: str, url: str, values: Mapping[str, str] | None) -> Mapping[str, Any]:
        # A next page elsewhere would take the token along.
        if not url.startswith(self._apis[api]):
            raise PartSilent(Silence.NOT_UNDERSTOOD)
        for _try in range(_TRIES):
            try:
                status, headers, body = self._fetch(url, values)
            except requests.RequestException as error:
                raise PartSilent(Silence.NOT_REACHED) from error
            if status not in {429, 503}:
                return _understood(status, body)
            self._wait(headers.get("Retry-After", ""))
        raise CloudRefused(CloudFault.BUSY)

    def _fetch(self, url: str, values: Mapping[str, str] | None) -> tuple[int, Mapping[str, str], Any]:
        with self._session.get(
            url, params=dict(values or {}), timeout=TIMEOUT_S, allow_redirects=False, stream=True
        ) as answer:
            data = answer.raw.read(MOST_BYTES + 1, decode_content=True)
            if len(data) > MOST_BYTES:
                raise PartSilent(Silence.NOT_UNDERSTOOD)
            answer._content = data
            try:
                body = answer.json()
            except requests.JSONDecodeError:
                body = None
            return answer.status_code, answer.headers, body

    def _wait(self, told: str) -> None:
        """Retry-After in seconds (RFC 9110, 10.2.3); a date or nothing is taken as a few."""
        pause = float(told) if told.isdigit() else 5.0
        if self._waited_s + pause > LONGEST_WAIT_S:
            raise CloudRefused(CloudFault.BUSY)
        self._waited_s += pause
        self._sleep(pause)


def _understood(status: int, body: Any) -> Mapping[str, Any]:
    if status == 200 and isinstance(body, dict):
        return body
    if status == 200:
        raise PartSilent(Silence.NOT_UNDERSTOOD)
    # The token is a minute old: 401 is how a service that the company does not have says so. Whether the agreement has ended
    # is told where tokens come from, and nowhere else.
    if status in {400, 401, 403, 404}:
        said = str(body).lower() if isinstance(body, dict) else ""
        by_licence = any(word in said for word in _LICENCE)
        if by_licence:
            raise PartSilent(Silence.NO_LICENCE)
        words = {401: Silence.NOT_PERMITTED, 403: Silence.NOT_PERMITTED, 404: Silence.NOT_OFFERED}
        raise PartSilent(words.get(status, Silence.NOT_UNDERSTOOD))
    raise PartSilent(Silence.NOT_REACHED)
