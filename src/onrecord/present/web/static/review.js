// The review queue by keyboard: every decision is sent at once over the interface, and can be taken back.
document.documentElement.classList.add("scripted");
const items = [...document.querySelectorAll(".queued")];
const said = document.getElementById("said");
const csrf = document.body.dataset.csrf;
const made = [];
let here = -1;

function go(to) {
  if (to < 0 || to >= items.length) return;
  items[here]?.classList.remove("here");
  here = to;
  items[here].classList.add("here");
  items[here].focus({ preventScroll: true });
  items[here].scrollIntoView({ block: "nearest" });
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrf-token": csrf },
    body: JSON.stringify(body),
  });
  const values = await answer.json();
  if (!answer.ok) throw new Error(`${values.error.message}. ${values.error.hint}`);
  return values;
}

function mark(item, words, state) {
  item.querySelector(".verdict")?.remove();
  item.classList.toggle("done", Boolean(state));
  if (!state) return;
  const verdict = document.createElement("p");
  verdict.className = "verdict";
  const label = document.createElement("span");
  label.className = `status status-${state}`;
  label.textContent = words;
  verdict.append(label);
  item.prepend(verdict);
}

async function decide(item, action, more = {}) {
  const words = { accept: "accepted", reject: "rejected", correct: "corrected", note: "noted" }[action];
  try {
    const judgement = await send(`/api/v1/records/${item.dataset.record}/judgements`, { action, ...more });
    made.push({ item, judgement: judgement.id });
    mark(item, words, words);
    said.textContent = `${words}; u takes it back`;
    item.querySelector(".decide").reset();
    if (action !== "note") go(items.indexOf(item) + 1);
    else item.focus();
  } catch (error) {
    said.textContent = error.message;
  }
}

async function undo() {
  const last = made.pop();
  if (!last) {
    said.textContent = "nothing was decided on this page yet";
    return;
  }
  try {
    await send(`/api/v1/judgements/${last.judgement}/undo`, {});
    mark(last.item, "", "");
    said.textContent = "taken back";
    go(items.indexOf(last.item));
  } catch (error) {
    made.push(last);
    said.textContent = error.message;
  }
}

function open(item, name) {
  const details = item.querySelector("details");
  details.open = true;
  details.querySelector(`[name=${name}]`).focus();
}

const KEYS = {
  j: () => go(here + 1),
  k: () => go(here - 1),
  a: () => here >= 0 && decide(items[here], "accept"),
  r: () => here >= 0 && decide(items[here], "reject"),
  e: () => here >= 0 && open(items[here], "field"),
  n: () => here >= 0 && open(items[here], "why"),
  u: undo,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing) {
    items[Math.max(0, here)].focus();
    return;
  }
  if (typing || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

// the forms say the same as the keys; sent from here, the page stays where it is
for (const form of document.querySelectorAll(".queued .decide")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    const typed = document.activeElement?.name;
    // enter in a field means the button of its row
    const action = typed === "value" || typed === "field" ? "correct" : typed === "why" ? "note" : fields.get("action");
    const item = form.closest(".queued");
    go(items.indexOf(item));
    const why = fields.get("why") || null;
    if (action === "correct") decide(item, action, { field: fields.get("field"), value: fields.get("value"), why });
    else decide(item, action, { why });
  });
}
items.forEach((item, place) => item.addEventListener("focusin", () => place !== here && go0(place)));
function go0(place) {
  items[here]?.classList.remove("here");
  here = place;
  items[here].classList.add("here");
}
go(0);
