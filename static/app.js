// Small comforts. Every page works without them.

// What is to correct comes first, for the eye and for a screen reader.
document.querySelector(".error-summary")?.focus();

// Colours change at once; the choice is kept by the same form that works without this script.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".theme-choice") || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" });
  if (theme === "device") delete document.documentElement.dataset.bsTheme;
  else document.documentElement.dataset.bsTheme = theme;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", button === event.submitter);
});

// What has no place in free text is said while it is typed; it is never refused (harmonie/free_text.py).
function warn(control) {
  const id = `${control.id}_warning`;
  const said = document.getElementById(id);
  const found = new RegExp(control.dataset.warnPattern, "i").test(control.value);
  if (!found) said?.remove();
  if (!found || said) return;
  const line = Object.assign(document.createElement("p"), { id, className: "field-warning", role: "alert" });
  control.after(line);
  line.textContent = control.dataset.warnSay;
}
document.querySelectorAll("[data-warn-pattern]").forEach(warn);
document.addEventListener("input", ({ target }) => target.dataset?.warnPattern && warn(target));
