/* Every photo is looked over by its maker before it is kept: faces and number plates become unreadable. Own work, EUPL-1.2. */
import { makeUnreadable } from "./photo.js";
import { byId, say, tell } from "./words.js";

/* The first box, and how far a press of a button goes, as parts of the picture. */
const FIRST = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
const STEP = 0.03;
const SMALLEST = 0.02;
const MOVES = {
  left: { x: -STEP }, right: { x: STEP }, up: { y: -STEP }, down: { y: STEP },
  wider: { width: STEP }, narrower: { width: -STEP }, higher: { height: STEP }, lower: { height: -STEP },
};
const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const KEYS_WITH_SHIFT = { ArrowLeft: "narrower", ArrowRight: "wider", ArrowUp: "lower", ArrowDown: "higher" };

/* Resolves with true when the photo may be kept as the canvas then is, and with false when it is left out. */
export function lookOver(canvas, number) {
  return new Promise((resolve) => {
    new Look(canvas, resolve);
    byId("look-number").textContent = say("photo-number", { n: number });
  });
}

class Look {
  constructor(canvas, done) {
    this.canvas = canvas;
    this.done = done;
    this.part = null;
    this.number = 0;
    this.control = new AbortController();
    this.frame = byId("look-frame");
    this.box = byId("look-part");
    canvas.id = "look-canvas";
    this.frame.replaceChildren(canvas, this.box);
    document.querySelectorAll("[name=look]").forEach((radio) => { radio.checked = false; });
    tell("look-error", "");
    byId("look-said").textContent = "";
    this.show(null);
    this.tool(false);
    this.listen();
  }

  listen() {
    const on = (element, kind, act) => element.addEventListener(kind, act, { signal: this.control.signal });
    document.querySelectorAll("[name=look]").forEach((radio) => on(radio, "change", () => this.answered(radio.value)));
    document.querySelectorAll("[data-move]").forEach((button) => on(button, "click", () => this.move(button.dataset.move)));
    on(byId("look-hide"), "click", () => this.hide());
    on(byId("look-use"), "click", () => this.use());
    on(byId("look-drop"), "click", () => this.end(false));
    on(this.frame, "keydown", (event) => this.key(event));
    on(this.frame, "pointerdown", (event) => this.drag(event));
  }

  answered(answer) {
    tell("look-error", "");
    this.tool(answer === "yes");
    this.show(answer === "yes" && !this.part ? { ...FIRST } : this.part);
  }

  tool(isOn) {
    byId("look-tool").hidden = !isOn;
    this.frame.tabIndex = isOn ? 0 : -1;
    if (!isOn) { this.show(null); }
  }

  show(part) {
    this.part = part;
    this.box.hidden = !part;
    if (!part) { return; }
    part.width = Math.min(1, Math.max(SMALLEST, part.width));
    part.height = Math.min(1, Math.max(SMALLEST, part.height));
    part.x = Math.min(1 - part.width, Math.max(0, part.x));
    part.y = Math.min(1 - part.height, Math.max(0, part.y));
    const names = { left: "x", top: "y", width: "width", height: "height" };
    for (const [style, name] of Object.entries(names)) { this.box.style[style] = `${100 * part[name]}%`; }
  }

  move(name) {
    const part = this.part || { ...FIRST };
    for (const [field, by] of Object.entries(MOVES[name])) { part[field] += by; }
    this.show(part);
  }

  key(event) {
    const name = (event.shiftKey ? KEYS_WITH_SHIFT : KEYS)[event.key];
    if (byId("look-tool").hidden || (!name && event.key !== "Enter")) { return; }
    event.preventDefault();
    if (name) { this.move(name); } else { this.hide(); }
  }

  drag(event) {
    if (byId("look-tool").hidden) { return; }
    event.preventDefault();
    const start = this.at(event), control = new AbortController(), options = { signal: control.signal };
    const draw = (now) => this.show({
      x: Math.min(start.x, now.x), y: Math.min(start.y, now.y),
      width: Math.abs(now.x - start.x), height: Math.abs(now.y - start.y),
    });
    window.addEventListener("pointermove", (moved) => draw(this.at(moved)), options);
    for (const kind of ["pointerup", "pointercancel"]) { window.addEventListener(kind, () => control.abort(), options); }
  }

  at(event) {
    const frame = this.canvas.getBoundingClientRect(), within = (value) => Math.min(1, Math.max(0, value));
    return { x: within((event.clientX - frame.left) / frame.width), y: within((event.clientY - frame.top) / frame.height) };
  }

  hide() {
    if (!this.part) { return; }
    const { width, height } = this.canvas, part = this.part;
    makeUnreadable(this.canvas, { x: part.x * width, y: part.y * height, width: part.width * width, height: part.height * height });
    this.number += 1;
    byId("look-said").textContent = say("hidden", { n: this.number });
    tell("look-error", "");
  }

  use() {
    const answer = document.querySelector("[name=look]:checked");
    if (!answer) { tell("look-error", say("look-first")); return; }
    if (answer.value === "yes" && !this.number) { tell("look-error", say("hide-first")); return; }
    this.end(true);
  }

  end(isKept) {
    this.control.abort();
    byId("look-number").textContent = "";
    this.frame.replaceChildren(this.box);
    this.done(isKept);
  }
}
