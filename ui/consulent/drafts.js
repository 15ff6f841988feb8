// What was typed in a form and is not kept yet: it comes back with the form after another tab or another case, and is shown apart
// when its form went (a colleague withdrew what it was about). In the memory of this page only, until whoever typed signs out.
const drafts = new Map();  // by draftName: { place, fields, seen, words }
// dialogs are left with their own buttons, over a page that stays; the week keeps its own
const DRAFTED = ":is(form[data-act]:not([data-week]), form[data-write], form[data-alone]):not(dialog *)";
const DRAFT_FIELDS = "input:not([type=hidden], [type=file]), textarea, select";

const draftPlace = () => `${now.caseId} ${here.room || ""}`;
const draftName = (form) => [
  draftPlace(), form.closest("[data-key]")?.dataset.key, form.dataset.act, form.id, Object.keys(form.dataset).filter((one) => !one.startsWith("ui")),
].join(" ");
const isMark = (field) => field.type === "radio" || field.type === "checkbox";
const fieldName = (field) => `${field.name} ${isMark(field) ? field.value : ""}`;

function keepDraft(form) {
  const fields = [...form.querySelectorAll(DRAFT_FIELDS)];
  const words = fields.filter((field) => !isMark(field) && field.type !== "date" && field.tagName !== "SELECT")
    .filter((field) => field.value !== field.defaultValue).map((field) => field.value.trim());
  drafts.set(draftName(form), {
    place: draftPlace(),
    fields: fields.map((field) => [fieldName(field), isMark(field) ? field.checked : field.value]),
    seen: [...form.querySelectorAll("[data-as-seen]")].map((one) => [one.name, one.value]),
    words: words.filter(Boolean),
  });
  form.dataset.uiDraft = "";
}

function forgetDraft(form) {
  drafts.delete(draftName(form));
  delete form.dataset.uiDraft;
}

function forgetDrafts() {
  drafts.clear();
  find("drafts").replaceChildren();
}

// With every look that brought something: a form that stands there anew gets what was typed in it.
function bringDraftsBack() {
  const there = new Set();
  for (const form of root.querySelectorAll(DRAFTED)) {
    const name = draftName(form), draft = drafts.get(name);
    there.add(name);
    if (!draft || "uiDraft" in form.dataset) continue;
    fillFrom(draft, form);
    for (let fold = form.closest("details"); fold && root.contains(fold); fold = fold.parentElement.closest("details")) fold.open = true;
  }
  const gone = [...drafts].filter(([name, draft]) => draft.place === draftPlace() && draft.words.length && !there.has(name));
  find("drafts").replaceChildren(...gone.map(([name, draft]) => goneCard(name, draft)));
}

function fillFrom(draft, form) {
  const left = [...form.querySelectorAll(DRAFT_FIELDS)];
  for (const [name, value] of draft.fields) {
    const at = left.findIndex((field) => fieldName(field) === name);
    if (at < 0) continue;
    const [field] = left.splice(at, 1);
    if (isMark(field)) field.checked = value;
    else field.value = value;
  }
  for (const [name, value] of draft.seen) form.querySelector(`[data-as-seen][name="${CSS.escape(name)}"]`)?.setAttribute("value", value);
  form.dataset.uiDraft = "";
  const first = form.querySelector(DRAFT_FIELDS);
  if (first) first.dispatchEvent(new Event("input", { bubbles: true }));  // what follows the typing follows this too
}

function goneCard(name, draft) {
  const card = document.createElement("div"), button = document.createElement("button");
  card.className = "cs-card wait cs-draft";
  card.append(Object.assign(document.createElement("p"), {
    textContent: "Wat u hier schreef is niet bewaard: waar het over ging, is intussen veranderd. Neem over wat u nog nodig hebt.",
  }));
  for (const words of draft.words) {
    card.append(Object.assign(document.createElement("p"), { className: "cs-draft-words", dir: "auto", textContent: words }));
  }
  Object.assign(button, { type: "button", className: "cs-button quiet", textContent: "Weggooien" });
  button.addEventListener("click", () => { drafts.delete(name); bringDraftsBack(); find("case").focus({ preventScroll: true }); });
  card.append(button);
  return card;
}

root.addEventListener("input", (event) => {
  const form = event.target.closest(DRAFTED);
  if (form) keepDraft(form);
});
