// Moves a point of the agenda in place: by its buttons, or by Alt + ↑ and Alt + ↓ while it has the focus. The page works
// as well without this; the forms are the same.
const parts = ["ordre-du-jour", "change-depuis", "avant-de-convoquer", "enveloppes"];
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.querySelector("#contenu").append(said);

const listOf = () => document.querySelector("#ordre-du-jour");

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const item = event.target.closest("[data-agenda] li");
  if (!item || event.target.matches("select, input")) return;
  event.preventDefault();
  const way = event.key === "ArrowUp" ? "up" : "down";
  const form = item.querySelector(`form[data-move=${way}]`);
  if (form) move(form, "link");
  else said.textContent = way === "up" ? "Ce point est déjà le premier." : "Ce point est déjà le dernier.";
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-move]");
  if (!form) return;
  event.preventDefault();
  move(form, form.dataset.move);
});

let busy = false;

async function move(form, from) {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.status);
    show(new DOMParser().parseFromString(await answer.text(), "text/html"), form.closest("li").id, from);
  } catch {
    location.reload();
  } finally {
    busy = false;
  }
}

function show(page, id, from) {
  const fresh = page.querySelector("#ordre-du-jour");
  if (!fresh) return location.reload();
  for (const part of parts) {
    const [old, now] = [document.getElementById(part), page.getElementById(part)];
    if (old && now) old.replaceWith(now);
  }
  const refused = page.querySelector(".note[role=alert]");
  if (refused) document.querySelector(".page-head").after(refused);
  const item = document.getElementById(id);
  const control = from === "link" ? null : item?.querySelector(`form[data-move=${from}] button`);
  const open = control?.closest("details");
  if (open) open.open = true;
  (control ?? item?.querySelector("a"))?.focus();
  announce(item, refused);
}

function announce(item, refused) {
  const point = item?.querySelector("[data-point]");
  if (refused || !point) return;
  const [place, count] = [point.querySelector(".agenda-no").textContent, listOf().querySelectorAll("ol > li").length];
  said.textContent = `${point.dataset.point} : point ${place} sur ${count}.`;
}
