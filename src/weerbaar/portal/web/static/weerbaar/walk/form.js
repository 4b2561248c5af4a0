/* The form of one point. What is filled in stays on the phone at each change, for phones that close a page while the camera is
 * open. Own work, EUPL-1.2. */
import { DRAFT, NoRoom, WAITING } from "./store.js";
import { canvasOf, NoPicture, photoOf, thumbnail } from "./photo.js";
import { lookOver } from "./look_over.js";
import { rounded, whereAmI } from "./place.js";
import { byId, copyOf, roundName, say, tell } from "./words.js";

const MOST_PHOTOS = 20;

export class PointForm {
  /* `show` shows a part of the page; `done` is called after saving and after stopping. */
  constructor(store, show, done) {
    Object.assign(this, { store, show, done, point: null, loose: new Map(), isNew: true, writing: Promise.resolve() });
    byId("point-form").addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    byId("point-form").addEventListener("change", (event) => this.changed(event));
    byId("point-stop").addEventListener("click", () => this.stop());
    for (const id of ["photo-camera", "photo-files"]) {
      byId(id).addEventListener("change", (event) => this.addFiles(event.target));
    }
    byId("place-gps").addEventListener("click", () => this.askPlace());
    byId("place-none").addEventListener("click", () => this.placeAt(null));
  }

  /* A new point in this round, a draft, or one that was saved before. */
  async open(point) {
    this.point = { ...point };
    this.isNew = point.state === DRAFT;
    this.loose = new Map();
    this.items = new Map();
    byId("point-form").reset();
    for (const id of ["point-error", "photo-error", "type-error", "place-error"]) { tell(id, ""); }
    byId("point-eyebrow").textContent = roundName(point.inspection);
    this.offerTypes();
    byId("point-text").value = point.text;
    byId("place-text").value = point.place_text;
    this.placeAt(point.place, false);
    await this.showPhotos();
    this.show("point");
  }

  get photos() { return [...this.point.photos, ...[...this.loose.keys()].filter((sha) => !this.point.photos.includes(sha))]; }

  offerTypes() {
    const light = this.point.inspection.round, chosen = byId(`type-${this.point.type}`);
    document.querySelectorAll("#types [data-rounds]").forEach((label) => { label.hidden = !label.dataset.rounds.split(" ").includes(light); });
    document.querySelectorAll("#types [data-aspect]").forEach((group) => {
      group.open = Boolean(chosen) && group.contains(chosen);
      group.hidden = !group.querySelector("[data-rounds]:not([hidden])");
    });
    if (chosen) { chosen.checked = true; }
    this.chooseType(chosen, this.point.severity);
  }

  chooseType(radio, severity) {
    byId("severities").hidden = !radio;
    byId("records").replaceChildren();
    byId("photo-how").textContent = radio ? radio.dataset.photo : "";
    byId("type-chosen").textContent = radio ? radio.dataset.name : "";
    if (!radio) { return; }
    byId(`severity-${severity || radio.dataset.severity}`).checked = true;
    for (const name of radio.dataset.record.split(" ").filter(Boolean)) { byId("records").append(this.recordField(name)); }
  }

  recordField(name) {
    const field = copyOf("walk-record"), input = field.querySelector("input");
    input.id = `record-${name}`;
    input.dataset.record = name;
    input.value = this.point.record[name] || "";
    field.querySelector("label").htmlFor = input.id;
    field.querySelector("label").textContent = say(`field-${name}`);
    return field;
  }

  changed(event) {
    if (event.target.type === "file" || event.target.name === "look") { return; }
    /* The map fills latitude first and longitude last. */
    if (event.target.id === "place-latitude") { return; }
    if (event.target.id === "place-longitude") { this.tapped(); return; }
    if (event.target.name === "type") {
      this.read();
      this.chooseType(event.target, "");
      tell("type-error", "");
    }
    this.read();
    this.keepDraft();
  }

  /* What the form holds, into the point. */
  read() {
    const chosen = (name) => { const found = document.querySelector(`[name=${name}]:checked`); return found ? found.value : ""; };
    const record = { ...this.point.record };
    document.querySelectorAll("#records [data-record]").forEach((input) => {
      if (input.value.trim()) { record[input.dataset.record] = input.value.trim(); } else { delete record[input.dataset.record]; }
    });
    Object.assign(this.point, {
      type: chosen("type"), severity: chosen("severity"), record,
      text: byId("point-text").value.trim(), place_text: byId("place-text").value.trim(),
    });
  }

  /* Best effort: the page says "saved" only after `save`. A draft of a point that was saved before would hide it from sending.
   * One write after the other, so that none takes away a photo that the one before it brought. */
  keepDraft(photos = []) {
    this.writing = this.writing.then(() => this.writeDraft(photos));
    return this.writing;
  }

  async writeDraft(photos) {
    if (!this.isNew) { return false; }
    const sure = this.point.photos.filter((sha256) => !this.loose.has(sha256)), added = photos.map((photo) => photo.sha256);
    try {
      const kept = await this.store.savePoint({ ...this.point, state: DRAFT, photos: [...sure, ...added] }, photos);
      this.point.photos = kept.photos;
      this.point.changes = kept.changes;
      return true;
    } catch {
      return false;
    }
  }

  async addFiles(input) {
    const files = [...input.files];
    input.value = "";
    tell("photo-error", "");
    for (const file of files) {
      if (this.photos.length >= MOST_PHOTOS) { tell("photo-error", say("enough-photos")); break; }
      await this.addFile(file);
    }
    this.show("point");
    byId("photo-title").focus();
  }

  async addFile(file) {
    try {
      const canvas = await canvasOf(file);
      this.show("look");
      if (!(await lookOver(canvas, this.photos.length + 1))) { return; }
      const photo = await photoOf(canvas);
      if (this.photos.includes(photo.sha256)) { return; }
      this.read();
      if (!(await this.keepDraft([photo]))) { this.loose.set(photo.sha256, photo); }
      await this.showPhotos();
    } catch (error) {
      if (!(error instanceof NoPicture)) { throw error; }
      tell("photo-error", say("no-picture", { name: file.name }));
    }
  }

  async showPhotos() {
    const kept = await this.store.photosOf(this.point.person, this.point.id), all = [...kept, ...this.loose.values()];
    for (const sha256 of this.photos) {
      if (!this.items.has(sha256)) { this.items.set(sha256, await this.photoItem(sha256, all.find((photo) => photo.sha256 === sha256))); }
    }
    const items = this.photos.map((sha256) => this.items.get(sha256));
    items.forEach((item, at) => this.nameItem(item, at + 1));
    byId("photo-list").replaceChildren(...items);
  }

  nameItem(item, number) {
    item.querySelector("canvas").setAttribute("aria-label", say("photo-number", { n: number }));
    item.querySelector("button").setAttribute("aria-label", say("photo-remove", { n: number }));
  }

  /* Drawn once: a phone takes its time to read a photo. */
  async photoItem(sha256, photo) {
    const item = copyOf("walk-photo"), canvas = item.querySelector("canvas"), remove = item.querySelector("button");
    if (photo) { await thumbnail(photo.bytes, canvas); }
    item.querySelector("[data-state]").textContent = this.loose.has(sha256) ? say("photo-loose") : photo ? "" : say("photo-there");
    item.dataset.photo = sha256;
    remove.hidden = !this.isNew && !this.loose.has(sha256);
    remove.addEventListener("click", () => this.removePhoto(sha256));
    return item;
  }

  async removePhoto(sha256) {
    if (this.loose.has(sha256)) {
      this.loose.delete(sha256);
    } else {
      await this.store.removePhoto(this.point.person, this.point.id, sha256);
      this.point = await this.store.point(this.point.person, this.point.id);
    }
    tell("point-error", "");
    await this.showPhotos();
    byId("photo-title").focus();
  }

  async askPlace() {
    tell("place-error", "");
    byId("place-said").textContent = say("place-busy");
    try {
      this.placeAt(await whereAmI());
    } catch {
      this.placeAt(this.point.place);
      tell("place-error", say("place-unknown"));
    }
  }

  tapped() {
    tell("place-error", "");
    const [lat, lon] = ["place-latitude", "place-longitude"].map((id) => rounded(Number(byId(id).value)));
    this.placeAt({ lat, lon, accuracy_m: null, by: "tap" });
  }

  placeAt(place, isChange = true) {
    this.point.place = place;
    this.pinAt(place);
    byId("place-none").hidden = !place;
    byId("place-said").textContent = !place ? "" : place.by === "gps" ? say("place-gps", { m: place.accuracy_m }) : say("place-tap");
    if (isChange) { this.read(); this.keepDraft(); }
  }

  /* The pin on the map follows what is known, however it came to be known. */
  pinAt(place) {
    for (const [id, name] of [["place-latitude", "lat"], ["place-longitude", "lon"]]) {
      byId(id).value = place ? String(place[name]) : "";
      byId(id).dispatchEvent(new Event("input"));
    }
  }

  /* The point and all its photos, in one write; only then the page says so. */
  async save() {
    await this.writing;
    this.read();
    tell("point-error", "");
    if (!this.point.type) { tell("type-error", say("type-first")); byId("types-title").focus(); return; }
    if (!this.point.place && !this.point.place_text) { tell("place-error", say("place-first")); byId("place-title").focus(); return; }
    const photos = [...this.loose.values()], seen_at = this.point.seen_at || new Date().toISOString();
    try {
      await this.store.savePoint({ ...this.point, seen_at, photos: this.photos, state: WAITING, problem: null }, photos);
    } catch (error) {
      if (!(error instanceof NoRoom)) { throw error; }
      tell("point-error", say("no-room"));
      byId("point-error").focus();
      return;
    }
    this.loose = new Map();
    this.done(say("saved"));
  }

  async stop() {
    await this.writing;
    if (this.isNew) { await this.store.dropDraft(this.point.person, this.point.id); }
    this.done("");
  }
}
