// P, C and A choose a voice, Entrée confirms. The page votes as well without this.
const ballot = document.querySelector("form[data-votes]");

document.addEventListener("keydown", (event) => {
  if (!ballot || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("textarea, select, input:not([type=radio])")) return;
  const choice = ballot.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!choice) return;
  choice.checked = true;
  choice.focus();
});
