/* Sentences stand in the page, so that they are translated with it; `{n}` and the like are filled in here. Own work, EUPL-1.2. */

export function say(name, values = {}) {
  const template = document.getElementById("walk-words").content;
  const singular = "n" in values && values.n === 1 ? template.querySelector(`[data-word="${name}-one"]`) : null;
  const found = singular || template.querySelector(`[data-word="${name}"]`);
  return found.textContent.trim().replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

export function byId(id) { return document.getElementById(id); }

/* A copy of a template's only element. */
export function copyOf(id) { return byId(id).content.firstElementChild.cloneNode(true); }

/* A place where mistakes are told; empty text takes it away. */
export function tell(id, text) {
  const place = byId(id);
  place.hidden = !text;
  place.querySelector("span").textContent = text;
}

export function clock(moment) {
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

export function roundName(round) { return say(`round-${round.round}`, { at: clock(round.started_at) }); }
