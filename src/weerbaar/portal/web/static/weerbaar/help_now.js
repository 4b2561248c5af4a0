/* Has the browser keep this page, and prints what is unfolded. Own work, EUPL-1.2. */
const here = document.querySelector("[data-help-now]");
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register(here.dataset.helpNow, { scope: here.dataset.scope }).catch(() => { /* without it the page needs a network */ });
}
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
