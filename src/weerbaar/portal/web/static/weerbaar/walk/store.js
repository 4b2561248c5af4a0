/* What is on this phone: rounds, points and photos, each under the person who made it. Own work, EUPL-1.2.
 *
 * A point and its photos are written in one transaction, and only after the disk has it may a page say "saved". Photos are kept
 * as bytes: WebKit has lost files that pages kept as blobs.
 */
const NAME = "weerbaar-walk";
const VERSION = 1;

/* States of a point on the phone. DRAFT: still in the form. WAITING: saved, the server does not have all of it. ARRIVED: it does. */
export const DRAFT = "draft";
export const WAITING = "waiting";
export const ARRIVED = "arrived";

/* The phone has no room: nothing of this write was kept, and everything from before still is. */
export class NoRoom extends Error {}

export function openStore() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("facts", { keyPath: "name" });
      db.createObjectStore("rounds", { keyPath: ["person", "id"] }).createIndex("here", ["person", "park"]);
      db.createObjectStore("points", { keyPath: ["person", "id"] }).createIndex("here", ["person", "park"]);
      db.createObjectStore("photos", { keyPath: ["person", "point", "sha256"] }).createIndex("point", ["person", "point"]);
    };
    asked.onsuccess = () => {
      /* A newer version of the page may need to change the tables: this one lets go. */
      asked.result.onversionchange = () => asked.result.close();
      resolve(new Store(asked.result));
    };
    asked.onerror = () => reject(asked.error);
  });
}

class Store {
  constructor(db) { this.db = db; }

  /* Runs `work` in one transaction; resolves with what it gives once the disk has it. */
  _run(names, mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.db.transaction(names, mode, { durability: "strict" });
      let result;
      transaction.oncomplete = () => resolve(result.value);
      transaction.onabort = () => {
        const error = transaction.error;
        reject(error && error.name === "QuotaExceededError" ? new NoRoom() : error || new Error("the write was stopped"));
      };
      result = work(transaction) || {};
    });
  }

  async _read(names, ask) {
    return this._run(names, "readonly", (transaction) => {
      const result = {}, request = ask(transaction);
      request.onsuccess = () => { result.value = request.result; };
      return result;
    });
  }

  async fact(name) {
    const found = await this._read(["facts"], (t) => t.objectStore("facts").get(name));
    return found ? found.value : null;
  }

  keepFact(name, value) {
    return this._run(["facts"], "readwrite", (t) => { t.objectStore("facts").put({ name, value }); });
  }

  keepRound(round) {
    return this._run(["rounds"], "readwrite", (t) => { t.objectStore("rounds").put(round); });
  }

  roundsOf(person, park) {
    return this._read(["rounds"], (t) => t.objectStore("rounds").index("here").getAll([person, park]));
  }

  point(person, id) {
    return this._read(["points"], (t) => t.objectStore("points").get([person, id]));
  }

  pointsOf(person, park) {
    return this._read(["points"], (t) => t.objectStore("points").index("here").getAll([person, park]));
  }

  /* Everything that somebody saved and the server does not have yet, of all areas. */
  async waitingOf(person) {
    const range = IDBKeyRange.bound([person], [person, []]);
    const all = await this._read(["points"], (t) => t.objectStore("points").getAll(range));
    return all.filter((point) => point.state === WAITING).sort((one, other) => (one.seen_at < other.seen_at ? -1 : 1));
  }

  /* How many points of anybody else wait on this phone: a number, and nothing more. */
  async waitingOfOthers(person) {
    const all = await this._read(["points"], (t) => t.objectStore("points").getAll());
    return all.filter((point) => point.state === WAITING && point.person !== person).length;
  }

  photo(person, point, sha256) {
    return this._read(["photos"], (t) => t.objectStore("photos").get([person, point, sha256]));
  }

  photosOf(person, point) {
    return this._read(["photos"], (t) => t.objectStore("photos").index("point").getAll([person, point]));
  }

  /* The point and these photos, or nothing at all. `photos`: {sha256, bytes}.
   *
   * Another tab may have saved the same point meanwhile: then both texts and all photos stay. */
  savePoint(point, photos) {
    return this._run(["points", "photos"], "readwrite", (transaction) => {
      const points = transaction.objectStore("points"), result = {};
      const asked = points.get([point.person, point.id]);
      asked.onsuccess = () => {
        result.value = withEarlier(point, asked.result);
        points.put(result.value);
        for (const { sha256, bytes } of photos) {
          transaction.objectStore("photos").put({ person: point.person, point: point.id, sha256, bytes });
        }
      };
      return result;
    });
  }

  /* A draft that somebody threw away, or a photo of it. What was saved never goes this way. */
  dropDraft(person, id) {
    return this._run(["points", "photos"], "readwrite", (transaction) => {
      const points = transaction.objectStore("points"), asked = points.get([person, id]);
      asked.onsuccess = () => {
        if (!asked.result || asked.result.state !== DRAFT) { return; }
        points.delete([person, id]);
        for (const sha256 of asked.result.photos) { transaction.objectStore("photos").delete([person, id, sha256]); }
      };
    });
  }

  /* The server said that it has the point and every photo. Only now their bytes may go, and only if nobody changed it since. */
  markArrived(person, id, sent, revision) {
    return this._run(["points", "photos"], "readwrite", (transaction) => {
      const points = transaction.objectStore("points"), asked = points.get([person, id]), result = { value: false };
      asked.onsuccess = () => {
        const point = asked.result;
        if (!point || point.changes !== sent.changes) { return; }
        points.put({ ...point, state: ARRIVED, known: revision, problem: null, arrived_at: new Date().toISOString() });
        for (const sha256 of point.photos) { transaction.objectStore("photos").delete([person, id, sha256]); }
        result.value = true;
      };
      return result;
    });
  }

  /* Change a few fields of a point without touching what the person wrote. */
  note(person, id, fields) {
    return this._run(["points"], "readwrite", (transaction) => {
      const points = transaction.objectStore("points"), asked = points.get([person, id]);
      asked.onsuccess = () => { if (asked.result) { points.put({ ...asked.result, ...fields }); } };
    });
  }

  /* Somebody changed the point on the server after this phone last heard of it: what stands there stays, what was written here is
   * added to it. `stored` is the point as the server has it. */
  mergeStored(person, id, stored) {
    return this._run(["points"], "readwrite", (transaction) => {
      const points = transaction.objectStore("points"), asked = points.get([person, id]), result = {};
      asked.onsuccess = () => {
        const point = asked.result;
        result.value = {
          ...point,
          text: bothTexts(stored.text, point.text),
          place: point.place || stored.place,
          place_text: point.place_text || stored.place_text,
          record: { ...stored.record, ...point.record },
          photos: union(stored.photos, point.photos),
          known: stored.revision,
          changes: point.changes + 1,
        };
        points.put(result.value);
      };
      return result;
    });
  }

  /* A photo that the server cannot read: take it off the point, so that the rest can go. Its person decided so. */
  removePhoto(person, id, sha256) {
    return this._run(["points", "photos"], "readwrite", (transaction) => {
      const points = transaction.objectStore("points"), asked = points.get([person, id]);
      asked.onsuccess = () => {
        const point = asked.result;
        if (!point) { return; }
        const photos = point.photos.filter((photo) => photo !== sha256);
        points.put({ ...point, photos, problem: null, changes: point.changes + 1 });
        transaction.objectStore("photos").delete([person, id, sha256]);
      };
    });
  }

  /* What arrived long ago goes from the list; it stands on the site. */
  clearOld(person, before) {
    const range = IDBKeyRange.bound([person], [person, []]);
    return this._run(["points"], "readwrite", (transaction) => {
      const asked = transaction.objectStore("points").openCursor(range);
      asked.onsuccess = () => {
        const cursor = asked.result;
        if (!cursor) { return; }
        if (cursor.value.state === ARRIVED && cursor.value.arrived_at < before) { cursor.delete(); }
        cursor.continue();
      };
    });
  }
}

/* `changes` counts what was saved on this phone. Who saves upon an older count than is here loses nothing of the other. */
function withEarlier(point, earlier) {
  if (!earlier || earlier.state === DRAFT || earlier.changes === point.changes) {
    return { ...point, known: earlier ? Math.max(earlier.known, point.known) : point.known, changes: point.changes + 1 };
  }
  return {
    ...point,
    text: bothTexts(earlier.text, point.text),
    photos: union(earlier.photos, point.photos),
    known: Math.max(earlier.known, point.known),
    changes: earlier.changes + 1,
  };
}

export function union(some, others) { return [...new Set([...some, ...others])]; }

/* The longest text that the server takes. */
export const LONGEST_TEXT = 1000;

export function bothTexts(one, other) {
  if (!other || one.includes(other)) { return one; }
  if (!one || other.includes(one)) { return other; }
  const both = `${one}\n${other}`;
  return both.length <= LONGEST_TEXT ? both : one;
}
