// Keeps the chair's desk true while others vote, arrive or close. Without this script, « Actualiser » does it.
const bar = document.querySelector("[data-live-at]");
const EVERY = 2500; // milliseconds between two questions
const AT_MOST = 15000; // and after failures
const FIELDS = "input:not([type=hidden]), select, textarea";

// Part by part ---------------------------------------------------------------------------------

// The tokens of a form differ at each rendering: two parts are the same when nothing else differs.
function asShown(part) {
  const copy = part.cloneNode(true);
  for (const token of copy.querySelectorAll("input[name=once], input[name=csrfmiddlewaretoken]")) token.remove();
  for (const details of copy.querySelectorAll("details")) details.removeAttribute("open");
  return copy.innerHTML;
}

function isTyped(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.localName !== "select") return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
}

function isBusy(part) {
  if (part.matches("[data-typed]") || part.querySelector("[data-typed]")) return true;
  const within = part.contains(document.activeElement) && document.activeElement.matches(FIELDS);
  return within || [...part.querySelectorAll(FIELDS)].some(isTyped);
}

const shown = new Map();
const named = (root, name) => root.querySelector(`[data-live="${CSS.escape(name)}"]`);

// A control is known again by what it does, for its focus to survive its replacement.
function sign(control) {
  const form = control.closest("form");
  return [control.localName, control.id, control.name, control.value, control.getAttribute("href"), form?.getAttribute("action"),
    control.localName === "summary" ? control.textContent : ""].join("|");
}

function replace(part, fresh) {
  const held = part.contains(document.activeElement) ? sign(document.activeElement) : null;
  const open = new Set([...part.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  part.replaceChildren(...fresh.childNodes);
  part.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // what other scripts arrange in new content
  for (const summary of part.querySelectorAll("details > summary")) if (open.has(summary.textContent)) summary.parentElement.open = true;
  if (held === null) return;
  const again = [...part.querySelectorAll("a, button, summary, input, select")].find((control) => sign(control) === held);
  const heading = part.querySelector("h2");
  if (!again && heading) heading.tabIndex = -1;
  (again ?? heading)?.focus({ preventScroll: true });
}

// Whether all that changed could be shown; a form in which somebody types is left as it is.
function renew(part, fresh) {
  const [name, look] = [part.dataset.live, asShown(fresh)];
  if (shown.get(name) === look) return true;
  if (!isBusy(part)) {
    shown.set(name, look);
    replace(part, fresh);
    for (const inner of part.querySelectorAll("[data-live]")) shown.set(inner.dataset.live, asShown(inner));
    return true;
  }
  for (const inner of part.querySelectorAll("[data-live]")) {
    const other = named(fresh, inner.dataset.live);
    if (other) renew(inner, other);
  }
  return false;
}

// What is said ---------------------------------------------------------------------------------

const said = document.querySelector("[data-live-said]");
const heard = new Map();
const listen = (root) => [...root.querySelectorAll("[data-heard] > li")].map((line) => [line.dataset.name, line.textContent]);

// Only what changed, and politely: the time of each question is not read out.
function announce(root) {
  const news = listen(root).filter(([name, sentence]) => sentence && heard.get(name) !== sentence);
  heard.clear();
  for (const [name, sentence] of listen(root)) heard.set(name, sentence);
  if (news.length) said.textContent = news.map(([, sentence]) => sentence).join(" ");
}

const time = document.querySelector("[data-live-time]");
function clock() {
  const parts = { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: bar.dataset.zone };
  const [hour, minute] = new Date().toLocaleTimeString("fr-FR", parts).split(":");
  return `${Number(hour)}\u00a0h\u00a0${minute}`;
}

// Questions ------------------------------------------------------------------------------------

let [timer, pause, asking, failed, over] = [0, EVERY, false, false, false];

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const root = page.querySelector("[data-version]");
  if (!root) throw new Error("not the desk");
  let whole = true;
  // Only the outer parts: each takes care of those within.
  for (const fresh of root.querySelectorAll(":scope > [data-live]")) {
    const part = named(document, fresh.dataset.live);
    if (part) whole = renew(part, fresh) && whole;
  }
  announce(root);
  bar.dataset.version = root.dataset.version;
  bar.classList.toggle("is-behind", !whole);
  return whole;
}

async function ask() {
  clearTimeout(timer);
  if (asking || over) return;
  asking = true;
  try {
    const address = new URL(bar.dataset.liveAt, location.href);
    address.searchParams.set("point", bar.dataset.point);
    address.searchParams.set("vu", bar.dataset.version);
    const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect" || answer.status === 404) return stop();
    if (!answer.ok) throw new Error(answer.status);
    const whole = answer.status === 204 ? !bar.classList.contains("is-behind") : show(await answer.text());
    time.textContent = whole ? `Mis à jour à ${clock()}` : "Un autre écran a changé cette page\u202f; votre saisie reste ici.";
    if (failed) said.textContent = "La connexion est rétablie.";
    [failed, pause] = [false, EVERY];
  } catch {
    time.textContent = `Connexion perdue, nouvel essai… Dernière mise à jour\u00a0: ${bar.dataset.last ?? "à l’ouverture de la page"}.`;
    if (!failed) said.textContent = "Connexion perdue.";
    [failed, pause] = [true, Math.min(pause * 1.5, AT_MOST)];
  } finally {
    asking = false;
    if (!failed) bar.dataset.last = clock();
    bar.classList.toggle("is-lost", failed || over);
  }
  if (!document.hidden) timer = setTimeout(ask, pause);
}

// Signed out, or the desk passed to somebody else: the page that is shown says nothing any more.
function stop() {
  over = true;
  time.textContent = "Ce pupitre ne se met plus à jour\u00a0: actualisez la page pour continuer.";
}

if (bar && time && said) {
  for (const part of document.querySelectorAll("[data-live]")) shown.set(part.dataset.live, asShown(part));
  for (const [name, sentence] of listen(document)) heard.set(name, sentence);
  timer = setTimeout(ask, EVERY);
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
  addEventListener("online", ask);
  addEventListener("pageshow", (event) => event.persisted && ask());
}

// Keys -----------------------------------------------------------------------------------------
// A key follows a link, or chooses a button that Entrée then presses: no key decides anything by itself.

const FORMS = { c: "form[action$='/clore/'] button", m: "form[action$='/mettre-aux-voix/'] button[type=submit]" };
const KEPT = "harmonie-raccourcis";
const choice = document.querySelector("[data-shortcuts]");
let listening = localStorage.getItem(KEPT) !== "non";

function tell() {
  choice.hidden = false;
  choice.setAttribute("aria-pressed", listening);
  choice.textContent = listening ? "Désactiver les raccourcis" : "Activer les raccourcis";
}

if (choice) {
  tell();
  choice.addEventListener("click", () => {
    listening = !listening;
    localStorage.setItem(KEPT, listening ? "oui" : "non");
    tell();
  });
}

document.addEventListener("keydown", (event) => {
  if (!listening || event.ctrlKey || event.metaKey || event.altKey || event.target.matches(FIELDS)) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z]$/.test(key)) return;
  const control = document.querySelector(`[data-key="${key}"]`) ?? (FORMS[key] && document.querySelector(FORMS[key]));
  if (!control) return;
  event.preventDefault();
  if (control.localName === "a") return control.click();
  const details = control.closest("details");
  if (control.localName === "summary") details.open = true;
  control.focus();
});
