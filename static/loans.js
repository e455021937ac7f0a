// The repayment sheet in two keystrokes. The page works without it.
const amount = document.querySelector("#enregistrer input[name=amount]");
const button = amount?.form.querySelector("button[type=submit]");

// The button goes on naming what it will record.
const euros = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });
amount?.addEventListener("input", () => {
  const typed = Number(amount.value.replace(/[\s\u00a0\u202f€]/g, "").replace(",", "."));
  button.textContent = typed > 0 ? `Enregistrer ${euros.format(typed).replace("\u00a0€", "\u202f€")}` : "Enregistrer";
});

// R leads to the amount; Entrée records.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "r" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!amount || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  amount.focus();
  amount.select();
});
