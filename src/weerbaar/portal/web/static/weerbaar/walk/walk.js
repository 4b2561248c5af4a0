/* A walk-round on a phone: who walks, which round, its points, and bringing them to the server. Own work, EUPL-1.2. */
import { ARRIVED, DRAFT, openStore, WAITING } from "./store.js";
import { PointForm } from "./form.js";
import * as sync from "./sync.js";
import { byId, clock, copyOf, roundName, say } from "./words.js";
import { keepOnPhone } from "./register.js";

const VIEWS = ["wait", "sign-in", "start", "round", "point", "look"];
const ROUND_HOURS = 16;
const KEPT_DAYS = 7;
const page = document.querySelector("[data-walk]").dataset;

class Walk {
  constructor(store) {
    Object.assign(this, { store, person: null, round: null, failures: 0, timer: null, isOffline: false, told: "" });
    this.form = new PointForm(store, (view) => this.show(view), (said) => this.back(said));
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("weerbaar-walk") : null;
  }

  async begin() {
    this.listen();
    const known = await this.store.fact("person");
    await this.become(await this.who(known));
    if (this.person) { await this.send(); }
    byId("on-phone").hidden = !(await keepOnPhone());
    if (navigator.storage && navigator.storage.persist) { await navigator.storage.persist(); }
  }

  /* Who has signed in. Without coverage: who was here last. */
  async who(known) {
    try {
      const told = await sync.askWho(page.setup);
      await this.store.keepFact("person", { id: told.person });
      await this.store.keepFact(`area ${page.park}`, { name: told.park, rounds: told.rounds });
      return { id: told.person };
    } catch (error) {
      if (sync.outcomeOf(error) !== sync.SIGN_IN) { this.isOffline = true; return known; }
      await this.store.keepFact("person", null);
      return null;
    }
  }

  async become(known) {
    this.person = known ? known.id : null;
    const area = await this.store.fact(`area ${page.park}`);
    document.querySelectorAll("[data-area]").forEach((element) => { element.textContent = area ? area.name : ""; });
    const others = await this.store.waitingOfOthers(this.person);
    byId("others").textContent = others ? say("others", { n: others }) : "";
    if (!this.person) { this.show("sign-in"); return; }
    await this.store.clearOld(this.person, daysAgo(KEPT_DAYS));
    const rounds = (await this.store.roundsOf(this.person, page.park)).filter((round) => !round.stopped && round.started_at > daysAgo(ROUND_HOURS / 24));
    this.round = rounds.sort((one, other) => (one.started_at < other.started_at ? 1 : -1))[0] || null;
    this.offerRounds(area ? area.rounds : []);
    const draft = (await this.mine()).find((point) => point.state === DRAFT);
    await this.showRound();
    if (draft) { await this.form.open(draft); }
  }

  listen() {
    byId("start-form").addEventListener("submit", (event) => { event.preventDefault(); this.startRound(new FormData(event.target).get("round")); });
    byId("point-new").addEventListener("click", () => this.form.open(this.newPoint()));
    byId("round-stop").addEventListener("click", () => this.stopRound());
    document.querySelectorAll("[data-send]").forEach((button) => button.addEventListener("click", () => this.send(true)));
    window.addEventListener("online", () => this.send());
    window.addEventListener("offline", () => { this.isOffline = true; this.list(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) { this.send(); } });
    if (this.channel) { this.channel.addEventListener("message", () => this.list()); }
  }

  show(view) {
    const isFirst = !byId("view-wait").hidden;
    for (const name of VIEWS) { byId(`view-${name}`).hidden = name !== view; }
    if (!isFirst) { document.querySelector(`#view-${view} h1`).focus({ preventScroll: true }); }
    window.scrollTo(0, 0);
  }

  /* A round that somebody else began, with coverage, can be joined: two people walk one round. */
  offerRounds(rounds) {
    const items = rounds.map((round) => {
      const item = copyOf("walk-join"), input = item.querySelector("input");
      input.value = `${round.round} ${round.id} ${round.started_at}`;
      item.querySelector("span").textContent = say(`join-${round.round}`, { at: clock(round.started_at) });
      return item;
    });
    byId("joins").replaceChildren(...items);
  }

  async startRound(chosen) {
    if (!chosen) { byId("start-error").hidden = false; return; }
    byId("start-error").hidden = true;
    const [light, id, started_at] = chosen.split(" ");
    this.round = { person: this.person, park: page.park, id: id || crypto.randomUUID(), round: light, started_at: started_at || new Date().toISOString() };
    await this.store.keepRound(this.round);
    await this.showRound();
  }

  async stopRound() {
    await this.store.keepRound({ ...this.round, stopped: true });
    this.round = null;
    byId("start-form").reset();
    await this.showRound();
  }

  /* The round that is walked, or the question which one. */
  async showRound() {
    byId("said").textContent = "";
    if (this.round) { byId("round-name").textContent = roundName(this.round); }
    await this.list();
    this.show(this.round ? "round" : "start");
  }

  newPoint() {
    const { id, round, started_at } = this.round;
    return {
      person: this.person, park: page.park, sync: page.sync, id: crypto.randomUUID(), inspection: { id, round, started_at },
      type: "", severity: "", text: "", place: null, place_text: "", record: {}, photos: [], seen_at: "",
      state: DRAFT, known: 0, changes: 0, problem: null,
    };
  }

  async back(said) {
    if (this.channel) { this.channel.postMessage("changed"); }
    await this.showRound();
    byId("said").textContent = said;
    if (said) { this.send(); }
  }

  mine() { return this.store.pointsOf(this.person, page.park); }

  /* What is on this phone, and the bar that says so without coverage. */
  async list() {
    if (!this.person) { return; }
    const points = (await this.mine()).filter((point) => point.state !== DRAFT).sort((one, other) => (one.seen_at < other.seen_at ? 1 : -1));
    const waiting = points.filter((point) => point.state === WAITING), photos = waiting.reduce((sum, point) => sum + point.photos.length, 0);
    /* Drawn anew only when something changed: a button that somebody is at would lose its place. */
    const told = JSON.stringify(points);
    if (told !== this.told) {
      this.told = told;
      document.querySelectorAll("[data-list]").forEach((list) => list.replaceChildren(...points.map((point) => this.item(point))));
    }
    document.querySelectorAll("[data-nothing]").forEach((element) => { element.hidden = points.length > 0; });
    document.querySelectorAll("[data-send]").forEach((button) => { button.hidden = !waiting.length; });
    const words = { points: say("points", { n: waiting.length }), photos: say("photos", { n: photos }) };
    byId("coverage").hidden = !this.isOffline;
    byId("coverage-said").textContent = waiting.length ? say("offline", words) : say("offline-empty");
  }

  item(point) {
    const item = copyOf("walk-item"), type = byId(`type-${point.type}`), hasArrived = point.state === ARRIVED;
    item.dataset.point = point.id;
    item.dataset.state = point.state;
    item.dataset.photos = point.photos.join(" ");
    item.querySelector("[data-name]").textContent = type ? type.dataset.name : point.type;
    const about = [point.place_text, say("photos", { n: point.photos.length }), clock(point.seen_at)];
    item.querySelector("[data-about]").textContent = about.filter(Boolean).join(", ");
    item.querySelector("[data-waits]").hidden = hasArrived || Boolean(point.problem);
    item.querySelector("[data-there]").hidden = !hasArrived;
    item.querySelector("[data-problem]").hidden = !point.problem;
    if (point.problem) { item.querySelector("[data-problem-said]").textContent = point.problem.said; }
    const change = item.querySelector("[data-change]"), drop = item.querySelector("[data-drop]");
    change.addEventListener("click", () => this.form.open(point));
    drop.hidden = !(point.problem && point.problem.sha256);
    drop.addEventListener("click", async () => {
      await this.store.removePhoto(this.person, point.id, point.problem.sha256);
      await this.send();
    });
    return item;
  }

  async send(isAsked = false) {
    if (!this.person || this.isSending) { return; }
    clearTimeout(this.timer);
    this.isSending = true;
    try {
      this.heard(await sync.sendAll(this.store, this.person, page.setup, () => this.list()), isAsked);
    } finally {
      this.isSending = false;
      await this.list();
    }
    if (this.channel) { this.channel.postMessage("sent"); }
  }

  heard(outcome, isAsked) {
    this.isOffline = outcome === sync.LATER;
    byId("sign-in-again").hidden = outcome !== sync.SIGN_IN;
    if (outcome === sync.SOMEBODY_ELSE) { window.location.reload(); return; }
    if (outcome === sync.SIGN_IN) { this.store.keepFact("person", null); }
    this.failures = outcome === sync.LATER ? this.failures + 1 : 0;
    if (outcome === sync.LATER || outcome === sync.OTHER_TAB) {
      this.timer = setTimeout(() => this.send(), sync.backoff_ms(this.failures));
    }
    if (isAsked) { byId("said").textContent = outcome === sync.LATER ? say("still-no-coverage") : ""; }
  }
}

function daysAgo(days) { return new Date(Date.now() - days * 86400000).toISOString(); }

openStore().then((store) => new Walk(store).begin());
