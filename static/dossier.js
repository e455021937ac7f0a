// Another duration at once: every figure stands in the table already. Without this, the form asks the server.
const simulator = document.querySelector("form[data-simulator]");
const simulation = document.querySelector("#simulation");

if (simulator && simulation) {
  const months = simulator.elements.mois;
  const rows = new Map([...simulation.querySelectorAll("tr[data-months]")].map((row) => [row.dataset.months, row]));
  const [say, warning] = [simulation.querySelector(".simulated"), simulation.querySelector(".simulated-warning")];

  const show = () => {
    const row = rows.get(months.value);
    if (!row) return;
    for (const other of rows.values()) other.classList.toggle("is-chosen", other === row);
    say.firstChild.data = `${row.dataset.say} `;
    say.querySelector(".strong").textContent = row.dataset.remainder;
    warning.hidden = !row.dataset.warning;
    warning.lastElementChild.textContent = row.dataset.warning;
    months.setAttribute("aria-valuetext", `${row.dataset.say} ${say.querySelector(".nowrap").textContent}`);
  };

  // The number becomes a slider, moved by the arrow keys too; nothing is left to send.
  const asked = months.value;
  months.type = "range";
  months.className = "form-range";
  months.value = asked;
  months.parentElement.classList.remove("input-group");
  for (const other of months.parentElement.children) if (other !== months) other.hidden = true;
  simulator.addEventListener("submit", (event) => event.preventDefault());
  months.addEventListener("input", show);
  show();
}
