// Shows the fields that the chosen proposal needs, the grounds that make sense for it, and the first words of a ground.
// The form works as well without this.
function arrange(form) {
  const kind = form.querySelector('[name="kind"]:checked')?.value;
  if (!kind) return;
  form.querySelectorAll("div[data-for]").forEach((part) => {
    part.hidden = part.dataset.for !== kind;
  });
  const reasons = form.querySelector("[data-reasons]");
  if (reasons && kind !== "grant") reasons.open = true;
  const grounds = form.querySelector('[name="grounds"]');
  [...grounds.options].forEach((option) => {
    option.hidden = option.disabled = Boolean(option.dataset.for) && !option.dataset.for.split(" ").includes(kind);
  });
  if (grounds.selectedOptions[0]?.disabled) grounds.value = "";
}

function begin(form) {
  const explanation = form.querySelector('[name="explanation"]');
  const words = [...form.querySelectorAll("option[data-words]")].map((option) => option.dataset.words);
  const written = explanation.value.trim();
  if (written && !words.includes(written)) return;
  explanation.value = form.querySelector('[name="grounds"]').selectedOptions[0]?.dataset.words ?? "";
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-motion]");
  if (!form) return;
  if (event.target.name === "kind") arrange(form);
  if (event.target.name === "grounds") begin(form);
});
document.querySelectorAll("form[data-motion]").forEach(arrange);
document.addEventListener("htmx:load", (event) => {
  event.target.querySelectorAll?.("form[data-motion]").forEach(arrange);
});
