/* Weerbaar behaviour: all of it optional; every page works without script. Own work, EUPL-1.2. */
(function () {
  "use strict";

  /* Copy buttons are hidden in the page, and shown where the browser lets us copy (not over plain http). */
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(function (button) { button.hidden = false; });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button) { return; }
    var text = document.getElementById(button.dataset.copy).textContent.trim();
    var say = button.querySelector("[data-say]"), before = say.textContent;
    navigator.clipboard.writeText(text).then(function () {
      say.setAttribute("role", "status");
      say.textContent = button.dataset.done;
      setTimeout(function () { say.textContent = before; }, 2500);
    });
  });

  /* The menu closes on Escape, and on a click beside it. */
  function openMenus() { return document.querySelectorAll("details.menu[open]"); }
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    openMenus().forEach(function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", function (event) {
    openMenus().forEach(function (menu) { if (!menu.contains(event.target)) { menu.open = false; } });
  });

  /* On paper nothing stays folded. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.acc, details.way").forEach(function (details) { details.open = true; });
  });

  /* Leave at once: this page makes room in the history for the other. Escape does the same, pressed twice within a second. */
  var exit = document.querySelector("[data-quick-exit]"), escaped = 0;
  if (exit) {
    exit.addEventListener("click", function (event) { event.preventDefault(); location.replace(exit.href); });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") { escaped = 0; return; }
      if (escaped && event.timeStamp - escaped < 1000) { location.replace(exit.href); }
      escaped = event.timeStamp;
    });
  }
}());
