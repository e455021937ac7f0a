// P, C and A choose a voice and Entrée confirms it; N and B turn the pages of the agenda; ? lists all this.
// No single key votes, none answers inside a field, and whoever does not want them turns them off (RGAA 12.10).
const ballot = document.querySelector("form[data-votes]");
const help = document.querySelector("#raccourcis");
const wanted = help?.querySelector("[data-keys]");
const REMEMBERED = "harmonie-keys";

function turn(rel) {
  const link = document.querySelector(`.pager a[rel=${rel}]`);
  if (link) location.assign(link.href);
}

function choose(key) {
  const choice = ballot?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
}

function answer(key) {
  if (key === "?" && help) help.open = !help.open;
  else if (key === "n") turn("next");
  else if (key === "b") turn("prev");
  else choose(key);
}

if (help && wanted) {
  help.hidden = false;
  wanted.checked = localStorage.getItem(REMEMBERED) !== "off";
  wanted.addEventListener("change", () => localStorage.setItem(REMEMBERED, wanted.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]")) return;
    answer(event.key.toLowerCase());
  });
}
