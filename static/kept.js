// Keeps what is typed in the forms marked `data-keep`, a second after the last key and when the page is left.
// The page works without it: each button keeps, or saves, what stands in the form (harmonie/registry/kept.py).
const QUIET = 1000; // milliseconds after the last key
const KEEP_AT = document.currentScript.dataset.keepAt;
const TOKEN = "input[name=csrfmiddlewaretoken]";

// Whoever signed in again in another tab goes on here: the page's tokens are renewed.
async function renewed() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const token = page.querySelector(`form[data-keep] ${TOKEN}`)?.value;
  if (token) for (const input of document.querySelectorAll(TOKEN)) input.value = token;
  return Boolean(token);
}

for (const form of document.querySelectorAll("form[data-keep]:not([data-keep=on])")) {
  form.dataset.keep = "on"; // once, even where two forms of a page each bring the script
  const said = Object.assign(document.createElement("span"), { className: "saved" });
  said.setAttribute("role", "status");
  (form.querySelector(".form-actions") ?? form).append(said);
  let timer = 0;
  let waits = false;
  let signedOut = false;

  function typed() {
    const answers = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") answers.append(name, value);
    answers.set("kept-page", new URL(form.getAttribute("action") || location.pathname, location.href).pathname);
    return answers;
  }

  async function keep(leaving = false) {
    clearTimeout(timer);
    if (!waits) return;
    waits = false;
    try {
      if (signedOut && !leaving) await renewed();
      const answer = await fetch(KEEP_AT, { method: "POST", body: typed(), keepalive: leaving, redirect: "manual" });
      const known = answer.ok || answer.status === 422;
      signedOut = !known && answer.status < 500;
      waits = !known;
      said.textContent = known ? await answer.text() : "";
      if (signedOut) said.textContent = "Saisie pas encore gardée : connectez-vous dans un autre onglet, puis continuez ici";
      else if (!known) said.textContent = "Saisie pas encore gardée : enregistrez avec le bouton";
    } catch {
      said.textContent = "Saisie pas encore gardée : vérifiez la connexion";
      waits = true;
    }
  }

  form.addEventListener("input", () => {
    waits = true;
    clearTimeout(timer);
    timer = setTimeout(() => keep(), QUIET);
  });
  // Saving is not leaving: what is on its way is not kept once more behind its back.
  form.addEventListener("submit", () => {
    waits = false;
    clearTimeout(timer);
  });
  addEventListener("focus", () => keep());
  addEventListener("pagehide", () => keep(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep(true));
}
