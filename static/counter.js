// The counter: the button names what it records, and the change is counted. The page works without it.
const form = document.querySelector("form[data-counter]");
const amount = form?.elements.amount;
const given = form?.elements.given;
const button = form?.querySelector("[data-record]");
const change = form?.querySelector("[data-change]");
const format = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });

const euros = (sum) => format.format(sum).replace("\u00a0€", "\u202f€");
const typed = (field) => Number(field.value.replace(/[\s\u00a0\u202f€]/g, "").replace(",", "."));
const inCash = () => form.elements.channel.value === "cash";

function count() {
  const due = typed(amount);
  const back = Math.round((typed(given) - due) * 100) / 100;
  button.textContent = due > 0 ? `Encaisser ${euros(due)}` : "Encaisser";
  given.closest("div[id^=div_]").hidden = !inCash();
  change.hidden = !(inCash() && given.value && back >= 0);
  change.textContent = change.hidden ? "" : `À rendre : ${euros(back)}`;
}

if (form) {
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  if (!document.querySelector(".error-summary")) amount.select();
  count();
}
