/* Puts the pages of a walk-round on this phone on the first visit, so that they open without a network. Own work, EUPL-1.2. */
const place = document.querySelector("[data-walk-worker]");

/* Resolves when the pages are on the phone; false where the browser cannot. */
export async function keepOnPhone() {
  if (!place || !("serviceWorker" in navigator)) { return false; }
  try {
    const { walkWorker, walkScope } = place.dataset;
    await navigator.serviceWorker.register(walkWorker, { scope: walkScope, updateViaCache: "none" });
    await navigator.serviceWorker.getRegistration(walkScope).then(isThere);
    return true;
  } catch {
    return false;
  }
}

function isThere(registration) {
  if (registration.active) { return null; }
  const worker = registration.installing || registration.waiting;
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") { resolve(); }
      if (worker.state === "redundant") { reject(new Error("the pages did not all come")); }
    });
  });
}

keepOnPhone();
