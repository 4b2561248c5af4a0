/* Keeps the pages of a walk-round on the phone, so that they open without a network. Own work, EUPL-1.2.
 *
 * The server writes VERSION and FILES above this: other files are another version, and with it the caches of the old one go.
 * What is kept is the same for everybody: no point, no photo, no name.
 */
const HERE = new URL(self.registration.scope);
const PREFIX = `walk ${HERE.pathname} `;
const CACHE = PREFIX + VERSION;
/* Longer than this and a page that is here already is better than a newer one. */
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

/* All or nothing: a phone that has half of the files would fail in the field. */
async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  const shell = await fetch(HERE.pathname, { cache: "reload", redirect: "error" });
  if (!shell.ok) { throw new Error(String(shell.status)); }
  await cache.put(HERE.pathname, shell);
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy());
});

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== HERE.origin) { return; }
  if (event.request.mode === "navigate" && address.pathname === HERE.pathname) {
    event.respondWith(page(event.request));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(file(event.request, address.pathname));
  }
});

async function file(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) || fetch(request);
}

/* The newest page when there is coverage, since who signed out must not see it; else the one that is here. */
async function page(request) {
  const cache = await caches.open(CACHE), kept = await cache.match(HERE.pathname);
  if (!kept) { return fetch(request); }
  const late = new Promise((resolve) => { setTimeout(() => resolve(null), PATIENCE_MS); });
  try {
    const fresh = await Promise.race([fetch(request), late]);
    if (!fresh || fresh.status >= 500) { return kept; }
    /* Another version brings files that are not here: its own worker keeps it. */
    if (fresh.ok && fresh.headers.get("Walk-Version") === VERSION) { await cache.put(HERE.pathname, fresh.clone()); }
    return fresh;
  } catch {
    return kept;
  }
}
