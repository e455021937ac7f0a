// What an amount makes a month is said while it is typed; the page says it again once saved (applications/months.py).
const figure = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function say(row) {
  const month = row.querySelector("[data-month]");
  const choice = row.querySelector("select[name$=-frequency]")?.selectedOptions[0];
  if (!month || !choice) return;
  const typed = Number(row.querySelector("input[name$=-amount]").value.replace(/[\s\u00a0\u202f€]/g, "").replace(",", "."));
  const known = typed > 0 && typed < 1e8 && choice.dataset.how;
  const each = Math.round((typed * 100 * choice.dataset.times) / 12) / 100;
  month.textContent = known ? `soit ${figure.format(each)}\u202f€ par mois (${choice.dataset.how})` : "";
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => target.closest("[data-row]") && say(target.closest("[data-row]")));
}
