/* Brings what was saved to the server, and lets go of it only when the server has all of it. Own work, EUPL-1.2.
 *
 * First the point, then the photos that the server misses, then the point again: its answer says whether anything is still
 * missing. Each step may be done any number of times, so whatever breaks off is simply done again.
 */
const POINT_TIMEOUT_MS = 20000;
const PHOTO_TIMEOUT_MS = 120000;
const LOCK = "weerbaar-walk-sync";
/* A change by somebody else, the photos, and once more for what got lost meanwhile. */
const MOST_ROUNDS = 4;
const MOST_FAULTS = 3;

/* What came of a run. LATER: try again after a while. */
export const DONE = "done";
export const LATER = "later";
export const SIGN_IN = "sign-in";
export const SOMEBODY_ELSE = "somebody-else";
export const OTHER_TAB = "other-tab";

class Stop extends Error {
  constructor(outcome) { super(outcome); this.outcome = outcome; }
}

/* A sentence of the server about one point or photo: the others can go on. */
class Refused extends Error {
  constructor(said, sha256 = "") { super(said); this.said = said; this.sha256 = sha256; }
}

/* The server failed over this point; perhaps not over the next. */
class Fault extends Error {}

/* Sends all that this person saved. Two tabs never do so at once: who holds the lock sends. */
export async function sendAll(store, person, setupAddress, onStep) {
  const run = async () => {
    try {
      return await new Run(store, person, setupAddress, onStep).all();
    } catch (error) {
      if (error instanceof Stop) { return error.outcome; }
      throw error;
    }
  };
  if (!navigator.locks) { return run(); }
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? run() : OTHER_TAB));
}

/* Who has signed in, and the token for what changes anything; or a `Stop`. */
export async function askWho(setupAddress) {
  const answer = await ask(setupAddress, {}, POINT_TIMEOUT_MS);
  if (answer.status === 401) { throw new Stop(SIGN_IN); }
  if (answer.status !== 200 || !answer.body) { throw new Stop(LATER); }
  return answer.body;
}

export function outcomeOf(error) { return error instanceof Stop ? error.outcome : LATER; }

class Run {
  constructor(store, person, setupAddress, onStep) {
    Object.assign(this, { store, person, setupAddress, onStep, token: "" });
  }

  async all() {
    await this.refresh();
    let faults = 0;
    for (const point of await this.store.waitingOf(this.person)) {
      try {
        await this.one(point);
      } catch (error) {
        if (error instanceof Fault) {
          faults += 1;
          if (faults === MOST_FAULTS) { throw new Stop(LATER); }
        } else if (error instanceof Refused) {
          await this.store.note(this.person, point.id, { problem: { said: error.said, sha256: error.sha256 } });
        } else {
          throw error;
        }
      }
      await this.onStep();
    }
    return (await this.store.waitingOf(this.person)).some((point) => !point.problem) ? LATER : DONE;
  }

  /* Somebody else may have signed in on this phone since: nothing is ever sent in another's name. */
  async refresh() {
    const told = await askWho(this.setupAddress);
    if (told.person !== this.person) { throw new Stop(SOMEBODY_ELSE); }
    this.token = told.csrf;
  }

  async one(saved) {
    let point = saved;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const { status, body } = await this.putPoint(point);
      if (status === 409) {
        point = await this.store.mergeStored(this.person, point.id, body.point);
      } else if (body.complete) {
        await this.store.markArrived(this.person, point.id, point, body.revision);
        return;
      } else {
        await this.store.note(this.person, point.id, { known: body.revision });
        point = { ...point, known: body.revision };
        for (const sha256 of body.missing) { await this.putPhoto(point, sha256); }
      }
    }
  }

  async putPoint(point) {
    const { inspection, type, text, place, place_text, record, severity, seen_at, photos, known } = point;
    const told = { inspection, type, text, place, place_text, record, severity, seen_at, photos, revision: known + 1, base_revision: known };
    const answer = await this.put(`${point.sync}punt/${point.id}`, JSON.stringify(told), "application/json", POINT_TIMEOUT_MS);
    if (![200, 201, 409].includes(answer.status)) { throw new Refused(saidBy(answer)); }
    return answer;
  }

  async putPhoto(point, sha256) {
    const photo = await this.store.photo(this.person, point.id, sha256);
    /* Of another phone that has the same point: that one brings it. */
    if (!photo) { return; }
    const answer = await this.put(`${point.sync}foto/${sha256}`, photo.bytes, "image/jpeg", PHOTO_TIMEOUT_MS);
    if (![200, 201].includes(answer.status)) { throw new Refused(saidBy(answer), sha256); }
    await this.onStep();
  }

  async put(address, body, kind, timeout_ms, again = true) {
    const headers = { "Content-Type": kind, "X-CSRFToken": this.token };
    const answer = await ask(address, { method: "PUT", body, headers }, timeout_ms);
    if (answer.status === 401) { throw new Stop(SIGN_IN); }
    if (answer.status === 403 && again) {
      /* The token is of before somebody signed in. */
      await this.refresh();
      return this.put(address, body, kind, timeout_ms, false);
    }
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) { throw new Fault(); }
    return answer;
  }
}

function saidBy(answer) { return (answer.body && answer.body.say) || String(answer.status); }

/* The status and what it says. No answer, half an answer, or one of somebody else's gate (a hotel, a train) is a `Stop`. */
async function ask(address, options, timeout_ms) {
  const control = new AbortController(), timer = setTimeout(() => control.abort(), timeout_ms);
  try {
    const response = await fetch(address, { ...options, cache: "no-store", redirect: "error", signal: control.signal });
    const text = await response.text(), isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (response.ok && !isJson) { throw new Stop(LATER); }
    return { status: response.status, body: isJson ? JSON.parse(text) : null };
  } catch {
    throw new Stop(LATER);
  } finally {
    clearTimeout(timer);
  }
}

/* How long to wait after so many failures in a row; phones that lost the same mast do not come back at the same moment. */
export function backoff_ms(failures, chance = Math.random()) {
  return Math.min(300000, 2000 * 2 ** Math.min(failures, 8)) * (0.5 + chance / 2);
}
