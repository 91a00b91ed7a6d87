// An article: layers at a click, text and record lit together, and words selected to correct or to add.
const text = document.getElementById("text");
const records = document.getElementById("records");
document.documentElement.classList.add("scripted");

const layers = document.getElementById("layers");
layers.addEventListener("change", () => {
  const query = new URLSearchParams();
  for (const box of layers.querySelectorAll("input[type=checkbox]")) {
    text.classList.toggle(`show-${box.value}`, box.checked);
    if (box.checked) query.append("layer", box.value);
  }
  if (![...query].length) query.append("layer", "none");
  history.replaceState(null, "", `?${query}${location.hash}`);
});

function light(record) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!record) return;
  for (const piece of text.querySelectorAll(`[data-r="${CSS.escape(record)}"]`)) piece.classList.add("lit");
  document.getElementById(`r-${record}`)?.classList.add("lit");
}

function visible(element, box) {
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  return inner.top >= Math.max(0, outer.top) && inner.bottom <= Math.min(innerHeight, outer.bottom);
}

text.addEventListener("click", (event) => {
  const piece = event.target.closest("[data-r]");
  if (!piece || !getSelection().isCollapsed) return;
  event.preventDefault();
  show(piece.dataset.r);
});

function show(record) {
  const card = document.getElementById(`r-${record}`);
  if (!card) return;
  light(record);
  if (!visible(card, records)) card.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `${location.search}#r-${record}`);
}

records.addEventListener("focusin", (event) => light(event.target.closest(".record")?.dataset.record));
records.addEventListener("click", (event) => {
  const card = event.target.closest(".record");
  if (card) light(card.dataset.record);
});

for (const choice of records.querySelectorAll("select[data-values]")) {
  const input = document.getElementById(choice.dataset.values);
  const offer = () => {
    const list = `values-${choice.value}`;
    if (document.getElementById(list)) input.setAttribute("list", list);
    else input.removeAttribute("list");
    const row = [...choice.closest("details").querySelectorAll(".fields tbody tr")][choice.selectedIndex];
    const stands = row?.cells[1].textContent.trim() ?? "";
    input.placeholder = stands === "–" ? "none" : stands;
  };
  choice.addEventListener("change", offer);
  offer();
}

// Offsets are code points from the start of the text; every paragraph knows its own.
function offsetOf(node, place) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!paragraph || !text.contains(paragraph)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, place);
  return Number(paragraph.dataset.at) + [...before.toString()].length;
}

const adding = document.getElementById("adding");
let bubble = null;
function close() {
  bubble?.remove();
  bubble = null;
}

function offerFor(range) {
  const start = offsetOf(range.startContainer, range.startOffset);
  const words = range.toString();
  if (start === null || !words.trim()) return;
  const held = range.startContainer.parentElement.closest("[data-r]");
  bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.setAttribute("role", "toolbar");
  bubble.setAttribute("aria-label", "The selected words");
  if (held) button("Correct", () => edit(held.dataset.r));
  for (const kind of ["event", "attribution", "evaluation"]) button(`Add ${kind}`, () => fill(kind, words, start));
  document.body.append(bubble);
  const box = range.getBoundingClientRect();
  bubble.style.insetBlockStart = `${scrollY + box.bottom + 6}px`;
  bubble.style.insetInlineStart = `${Math.max(4, Math.min(scrollX + box.left, innerWidth - bubble.offsetWidth - 8))}px`;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", () => {
    close();
    act();
  });
  bubble.append(made);
}

function edit(record) {
  show(record);
  const details = document.querySelector(`#r-${CSS.escape(record)} details`);
  details.open = true;
  details.querySelector("input[name=value]")?.focus();
}

function fill(kind, words, start) {
  adding.elements.record_kind.value = kind;
  adding.elements.quote.value = words;
  adding.elements.start.value = start;
  adding.scrollIntoView({ block: "nearest" });
  (kind === "event" ? adding.elements.type : adding.elements.why).focus();
}

if (adding) {
  adding.elements.quote.addEventListener("input", () => (adding.elements.start.value = ""));
  document.addEventListener("selectionchange", () => getSelection().isCollapsed && close());
  const offer = () => {
    const selection = getSelection();
    close();
    if (!selection.isCollapsed && text.contains(selection.anchorNode)) offerFor(selection.getRangeAt(0));
  };
  text.addEventListener("mouseup", () => setTimeout(offer));
  document.addEventListener("keyup", (event) => event.shiftKey && offer());
}

function follow() {
  const record = location.hash.startsWith("#r-") ? location.hash.slice(3) : "";
  const card = record && document.getElementById(`r-${record}`);
  if (!card) return;
  light(record);
  if (card.classList.contains("state-corrected")) card.querySelector("details").open = true;
}
addEventListener("hashchange", follow);
follow();
