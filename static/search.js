// The field on top: « / » and Ctrl+K lead to it; while one types, what answers is offered as a list. Without this
// script the field is a plain form, and Enter always sends it.

const field = document.getElementById("recherche");
const list = document.getElementById("propositions");
const said = document.getElementById("propositions-dites");
const WAIT = 250; // milliseconds after the last key
const SHORTEST = 2;

const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const wanted = (event.key === "/" && !event.ctrlKey && !event.altKey && !event.metaKey)
    || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey);
  if (!field || !wanted || event.defaultPrevented || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  event.preventDefault();
  field.focus();
  field.select();
});

if (field && list) {
  let timer, asking, chosen = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("autocomplete", "off");

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    const all = options();
    chosen = index < -1 ? all.length - 1 : index >= all.length ? -1 : index;
    all.forEach((option, at) => option.setAttribute("aria-selected", at === chosen));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };

  const show = (html) => {
    list.innerHTML = html; // our own page's template, escaped by the server
    const all = options();
    all.forEach((option, at) => (option.id = `proposition-${at}`));
    choose(-1);
    list.hidden = !all.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    const count = all.length - 1;
    said.textContent = all.length ? `${count} proposition${count > 1 ? "s" : ""}, flèches pour choisir.` : "Rien ne répond.";
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const url = `${field.dataset.suggestions}?q=${encodeURIComponent(field.value)}`;
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { "X-Requested-With": "fetch" } });
      if (answer.ok && !answer.redirected && document.activeElement === field) show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close(); // the form still works
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, WAIT);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the first Escape closes the list, the next one empties the field
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.url);
    }
  });

  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
}
