/* Keeps the page "help now" in the browser, so that it opens without a network. Own work, EUPL-1.2. */
const FILES = {{ files|safe }};
const PAGE = new URL(self.registration.scope).pathname;
const CACHE = `help-now ${FILES.join(" ")}`;
/* Somebody in need does not wait longer than this for a newer page. */
const PATIENCE_MS = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("help-now ") && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET") { return; }
  if (event.request.mode === "navigate" && path === PAGE) {
    event.respondWith(newest(event.request));
  } else if (FILES.includes(path)) {
    event.respondWith(caches.match(path).then((kept) => kept || fetch(event.request)));
  }
});

async function newest(request) {
  const cache = await caches.open(CACHE), kept = await cache.match(PAGE);
  const late = new Promise((resolve) => { setTimeout(() => resolve(kept), PATIENCE_MS); });
  const fresh = fetch(request).then((answer) => {
    if (answer.ok) { cache.put(PAGE, answer.clone()); }
    return answer.ok || !kept ? answer : kept;
  });
  if (!kept) { return fresh; }
  return Promise.race([fresh.catch(() => kept), late]);
}
