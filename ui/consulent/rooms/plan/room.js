// The plan: sources follow the sentence under the hand, text is kept while it is typed, the week is typed and not clicked.
const PAUSE_OF_WRITING = 2500, LONGEST_WRITING = 10000, BEFORE_HOVER = 120;
const plan = { caseId: null, sentence: null, section: null, edit: null, round: 0, version: 0, held: {}, week: null, goTo: null };
let hovering = null, following = false;

const place = () => roomPlace().querySelector("[data-plan]");
const sheet = () => place() && place().querySelector("[data-plan-paper]");
const sentences = () => [...sheet().querySelectorAll("[data-sentence]")];
const calm = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

rooms.plan = {
  options() {
    if (plan.caseId !== now.caseId) {
      Object.assign(plan, { caseId: now.caseId, sentence: null, section: null, edit: null, version: 0, held: {}, week: null, goTo: null });
    }
    return { sentence: plan.sentence, edit: plan.edit, round: plan.round, version: plan.version, held: plan.held, week: plan.week };
  },
  shown() {
    if (!sheet()) return;
    reach();
    follow();
    sumWeek();
    if (editor() && plan.edit && editor() !== writing.at) beginWriting(editor());
    if (plan.goTo && focusOn(plan.goTo)) plan.goTo = null;  // else it is an answer from before
  },
  done(name, done, form) {
    const hold = form.closest ? form.closest("[data-hold]") : null;
    if (hold) delete plan.held[hold.dataset.hold];
    if (name === "keep_week") plan.week = null;
  },
};

function focusOn(find) {
  const found = place().querySelector(find);
  if (found) found.focus({ preventScroll: !find.startsWith("textarea") });
  return Boolean(found);
}

// --- sentences and what they rest on -------------------------------------------------------------------------------------

// One sentence is reached with Tab, the others with the arrow keys: the one that was looked at last, else the first.
function reach() {
  const all = sentences(), last = all.find((one) => one.id === plan.sentence) || all[0];
  for (const one of all) {
    one.tabIndex = one === last ? 0 : -1;
    one.setAttribute("aria-pressed", String(one.id === plan.sentence));
  }
  if (plan.sentence && !all.some((one) => one.id === plan.sentence)) forgetSentence();
}

function showSources(sentence) {
  const column = place().querySelector("[data-plan-sources]"), library = place().querySelector("[data-plan-library]");
  const keys = sentence ? sentence.dataset.sources.split(" ").filter(Boolean) : [];
  const found = keys.map((key) => library.querySelector(`[data-source="${CSS.escape(key)}"]`)).filter(Boolean);
  column.querySelector("[data-plan-shown]").replaceChildren(...found.map((one) => one.cloneNode(true)));
  column.querySelector("[data-plan-none]").hidden = found.length > 0;
  column.toggleAttribute("data-ui-shown", found.length > 0);
}

function chooseSentence(sentence) {
  if (plan.sentence === sentence.id) { showSources(sentence); return; }
  plan.sentence = sentence.id;
  for (const one of sentences()) {
    one.tabIndex = one === sentence ? 0 : -1;
    one.setAttribute("aria-pressed", String(one === sentence));
  }
  showSources(sentence);
}

function forgetSentence() {
  plan.sentence = null;
  if (!sheet()) return;
  for (const one of sentences()) one.setAttribute("aria-pressed", "false");
  showSources(null);
}

function closeSources() {
  const back = byId(plan.sentence);
  forgetSentence();
  if (!back) return;
  plan.quiet = true;
  back.focus({ preventScroll: true });
  plan.quiet = false;
}

const byId = (id) => (id ? document.getElementById(id) : null);

function walk(event, sentence) {
  const all = sentences(), at = all.indexOf(sentence);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const next = all[Math.max(0, Math.min(all.length - 1, to))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    chooseSentence(sentence);
    place().querySelector("[data-plan-sources]").focus({ preventScroll: true });
  } else if (event.key === "Escape") forgetSentence();
}

// --- the rail ------------------------------------------------------------------------------------------------------------

function follow() {
  following = false;
  if (here.room !== "plan" || !sheet()) return;
  const top = find("case").getBoundingClientRect().top + 140;
  let current = null;
  for (const section of sheet().querySelectorAll("[data-section]")) {
    if (current === null || section.getBoundingClientRect().top <= top) current = section.dataset.section;
  }
  plan.section = current;
  for (const link of place().querySelectorAll(".cs-plan-rail [data-to]")) {
    if (link.dataset.to !== current) link.removeAttribute("aria-current");
    else if (link.getAttribute("aria-current") !== "true") {
      link.setAttribute("aria-current", "true");
      const list = link.closest("ol"), box = list.getBoundingClientRect(), mine = link.getBoundingClientRect();
      if (mine.top < box.top || mine.bottom > box.bottom) list.scrollTop += mine.top - box.top - box.height / 3;
      if (mine.left < box.left || mine.right > box.right) list.scrollLeft += mine.left - box.left - 16;
    }
  }
}

function goTo(name) {
  const section = document.getElementById(`deel-${name}`);
  if (!section) return;
  section.scrollIntoView({ behavior: calm(), block: "start" });
  section.querySelector("h3").focus({ preventScroll: true });
}

function openFill(name) {
  const fold = document.getElementById(`deel-${name}`).querySelector(".cs-plan-fill");
  fold.open = true;
  const only = fold.querySelectorAll(".cs-plan-part > details");
  if (only.length === 1) only[0].open = true;
  fold.scrollIntoView({ behavior: calm(), block: "start" });
  fold.querySelector("summary").focus({ preventScroll: true });
}

// --- writing -------------------------------------------------------------------------------------------------------------

// `at` is the editor, which the page leaves alone: a text rests on what stood there when the writing began.
const writing = { timer: null, since: 0, kept: null, busy: null, beside: false, at: null };
const editor = () => place() && place().querySelector("[data-plan-editor]");

function typed() {
  clearTimeout(writing.timer);
  writing.since = writing.since || Date.now();
  say("Nog niet bewaard");
  const wait = Math.max(0, Math.min(PAUSE_OF_WRITING, writing.since + LONGEST_WRITING - Date.now()));
  writing.timer = setTimeout(keepText, wait);
}

function say(text) {
  const said = editor() && editor().querySelector("[data-kept]");
  if (said) said.textContent = text;
}

// True when what stands in the editor is kept. One at a time, so that the second knows the first.
async function keepText() {
  clearTimeout(writing.timer);
  if (writing.busy) await writing.busy;
  const at = writing.at;  // also when its page is gone already
  if (!at) return true;
  const text = at.querySelector("[data-plan-text]").value.trim();
  if (writing.kept === null || text === writing.kept) { writing.since = 0; if (writing.kept !== null) say("Bewaard"); return true; }
  if (writing.beside) return false;  // first the reader chooses between two texts
  writing.since = 0;
  writing.busy = keepNow(at, text);
  const kept = await writing.busy;
  writing.busy = null;
  return kept;
}

async function keepNow(at, text) {
  const done = await act("write", {
    room: "plan", case: at.closest("[data-plan]").dataset.caseId,  // of the text, wherever the page is by now
    sectie: at.dataset.planEditor, tekst: text, seen: JSON.parse(at.dataset.seen),
    basis: JSON.parse(at.dataset.basis), zinnen: JSON.parse(at.dataset.zinnen),
  }, at);
  const choice = at.querySelector("[data-plan-choice]");
  if (!at.isConnected && (!done || done.beside)) {
    notice("Uw laatste tekst in het plan is niet bewaard. Open het onderdeel en kijk wat er nu staat.");
    return false;
  }
  if (done && done.beside) {
    choice.innerHTML = done.beside;
    writing.beside = true;
    say("Niet bewaard");
    return false;
  }
  if (!done) { say("Niet bewaard"); return false; }
  at.dataset.seen = String(done.with.seen);
  choice.replaceChildren();
  writing.kept = text;
  say("Bewaard");
  return true;
}

async function openEditor(name) {
  if (!await closeEditor()) return;
  Object.assign(plan, { edit: name, round: plan.round + 1, goTo: `textarea#tekst-${name}` });
  await refreshRoom();
}

// In the same breath as the editor appears: nobody typed in it yet.
function beginWriting(at) {
  const text = at.querySelector("[data-plan-text]");
  Object.assign(writing, { kept: text.value.trim(), since: 0, beside: false, at });
  grow(text);
  text.setSelectionRange(text.value.length, text.value.length);
}

// Leaves the editor when everything in it is kept; else it stays, with the reason in it.
async function closeEditor() {
  if (!plan.edit) return true;
  const name = plan.edit;
  if (!await keepText()) return false;
  Object.assign(plan, { edit: null, goTo: `#titel-${name}` });
  Object.assign(writing, { kept: null, at: null });
  await refreshRoom();
  return true;
}

function grow(text) {
  text.style.blockSize = "auto";
  text.style.blockSize = `${Math.min(text.scrollHeight + 4, window.innerHeight * 0.7)}px`;
}

// --- the week ------------------------------------------------------------------------------------------------------------

const weekForm = () => place() && place().querySelector("[data-week]");

function minutes(written) {
  const found = /^\s*(?:(\d{1,2})(?:\s*(?:[:.,u]|uur)\s*(\d{2})?)?|(\d{1,2})(\d{2}))\s*$/i.exec(written);
  if (!found) return null;
  const hours = Number(found[1] || found[3]), rest = Number(found[2] || found[4] || 0);
  return rest > 59 || hours * 60 + rest > 1440 ? null : hours * 60 + rest;
}

function hours(number) {
  return `${String(Math.round(number / 60 * 100) / 100).replace(".", ",")} uur`;
}

function weekRows(form) {
  return [...form.querySelectorAll("[data-row]")].map((row) => {
    const one = {};
    for (const input of row.querySelectorAll("[name]")) one[input.name] = input.value;
    return one;
  });
}

// What the rows come to while they are typed; the server counts again when they are kept.
function sumWeek() {
  const form = weekForm();
  if (!form) return;
  const totals = new Map(), slots = [], label = {};
  for (const option of form.querySelectorAll("[name=wat] option")) label[option.value] = option.textContent;
  for (const row of form.querySelectorAll("[data-row]")) {
    const value = (name) => row.querySelector(`[name=${name}]`).value.trim();
    const from = minutes(value("van")), to = minutes(value("tot")), kind = value("wat");
    for (const name of ["van", "tot"]) {
      const wrong = (value(name) !== "" && minutes(value(name)) === null) || (from !== null && to !== null && name === "tot" && to <= from);
      row.querySelector(`[name=${name}]`).toggleAttribute("data-ui-wrong", wrong);
    }
    if (from === null || to === null || to <= from || !kind) continue;
    totals.set(kind, (totals.get(kind) || 0) + to - from);
    slots.push({ day: value("dag"), from, to, kind });
  }
  const parts = [...totals].map(([kind, sum]) => `${label[kind]} ${hours(sum)}`);
  const all = [...totals.values()].reduce((sum, one) => sum + one, 0);
  const twice = slots.filter((one, index) => slots.slice(0, index).some((other) => other.day === one.day && other.from < one.to && one.from < other.to));
  const days = [...new Set(twice.map((one) => form.querySelector(`[data-week-day="${one.day}"]`).dataset.label))];
  const said = form.querySelector("[data-week-sum]");
  const text = `${parts.length ? `${parts.join(", ")}. Samen ${hours(all)} per week.` : "Nog geen uren."}${days.length ? ` Let op, tegelijk op ${days.join(" en ")}.` : ""}`;
  if (said.textContent !== text) said.textContent = text;
}

function weekTyped(form) {
  plan.held.weekrooster = Number(form.dataset.seen);
  plan.week = weekRows(form);
  sumWeek();
}

function moreWeek(day, after) {
  const form = day.closest("[data-week]"), row = form.querySelector("[data-week-empty]").content.firstElementChild.cloneNode(true);
  const label = day.dataset.label;
  row.querySelector("[name=dag]").value = day.dataset.weekDay;
  row.setAttribute("aria-label", `${label}, nieuwe regel`);
  for (const input of row.querySelectorAll("[aria-label]")) input.setAttribute("aria-label", `${label}${input.getAttribute("aria-label")}`);
  if (after) {
    row.querySelector("[name=van]").value = after.querySelector("[name=tot]").value;
    after.after(row);
  } else day.querySelector("[data-week-rows]").append(row);
  row.querySelector(after && row.querySelector("[name=van]").value ? "[name=tot]" : "[name=van]").focus();
  weekTyped(form);
}

// --- hands ---------------------------------------------------------------------------------------------------------------

const room = roomPlace();
const inPlan = (event, selector) => (here.room === "plan" ? event.target.closest(selector) : null);

room.addEventListener("mouseover", (event) => {
  const sentence = inPlan(event, "[data-sentence]");
  clearTimeout(hovering);
  if (sentence) hovering = setTimeout(() => { if (sentence.isConnected) showSources(sentence); }, BEFORE_HOVER);
  else if (inPlan(event, "[data-plan-paper]")) hovering = setTimeout(() => { if (place()) showSources(byId(plan.sentence)); }, BEFORE_HOVER * 4);
});
room.addEventListener("focusin", (event) => {
  const sentence = inPlan(event, "[data-sentence]");
  if (sentence && !plan.quiet) chooseSentence(sentence);
});
room.addEventListener("keydown", (event) => {
  const sentence = inPlan(event, "[data-sentence]");
  if (sentence) { walk(event, sentence); return; }
  if (event.key === "Escape" && inPlan(event, "[data-plan-sources]")) {
    const back = byId(plan.sentence);
    if (back) back.focus({ preventScroll: true });
    return;
  }
  const row = inPlan(event, "[data-week] [data-row]");
  if (row && event.key === "Enter" && !event.ctrlKey && event.target.matches("input, select")) {
    event.preventDefault();
    moreWeek(row.closest("[data-week-day]"), row);
  }
});
room.addEventListener("click", (event) => {
  const hit = (name) => inPlan(event, `[data-${name}]`);
  if (here.room !== "plan") return;
  if (hit("sentence")) { chooseSentence(hit("sentence")); return; }
  if (hit("to")) { event.preventDefault(); goTo(hit("to").dataset.to); }
  else if (hit("plan-close")) closeSources();
  else if (hit("plan-edit")) openEditor(hit("plan-edit").dataset.planEdit);
  else if (hit("plan-fill")) openFill(hit("plan-fill").dataset.planFill);
  else if (hit("plan-ready")) closeEditor();
  else if (hit("plan-mine")) keepMine(Number(hit("plan-mine").dataset.planMine));
  else if (hit("plan-theirs")) keepTheirs();
  else if (hit("plan-over")) goBefore(hit("plan-over"));
  else if (hit("week-more")) moreWeek(hit("week-more").closest("[data-week-day]"), null);
  else if (hit("week-less")) lessWeek(hit("week-less"));
});

async function keepMine(seen) {
  const at = writing.at;
  at.dataset.seen = String(seen);
  writing.beside = false;
  at.querySelector("[data-plan-choice]").replaceChildren();
  at.querySelector("[data-plan-text]").focus({ preventScroll: true });
  await keepText();
}

async function keepTheirs() {
  const name = plan.edit;
  clearTimeout(writing.timer);
  Object.assign(plan, { edit: null, goTo: `#titel-${name}` });
  Object.assign(writing, { kept: null, since: 0, beside: false, at: null });
  await refreshRoom();
}

// What was filled in here goes before what a colleague kept meanwhile, once the reader has seen it.
function goBefore(button) {
  const hold = button.closest("[data-hold]"), form = hold.matches("form") ? hold : hold.querySelector("form");
  form.querySelector("[name=seen]").value = button.dataset.planOver;
  form.requestSubmit();
}

function lessWeek(button) {
  const day = button.closest("[data-week-day]"), row = button.closest("[data-row]"), form = day.closest("[data-week]");
  if (day.querySelectorAll("[data-row]").length > 1) row.remove();
  else for (const input of row.querySelectorAll("input:not([type=hidden]), select")) input.value = "";
  day.querySelector("[data-week-more]").focus();
  weekTyped(form);
}

room.addEventListener("input", (event) => {
  if (here.room !== "plan") return;
  if (event.target.matches("[data-plan-text]")) { grow(event.target); typed(); return; }
  if (event.target.matches("[data-plan-version]")) { plan.version = Number(event.target.value); refreshRoom(); return; }
  const hold = event.target.closest("[data-hold]");
  if (hold && hold.matches("[data-week]")) weekTyped(hold);
  else if (hold) plan.held[hold.dataset.hold] = Number(hold.dataset.seen);
});
room.addEventListener("focusout", (event) => { if (here.room === "plan" && event.target.matches("[data-plan-text]")) keepText(); });
find("case").addEventListener("scroll", () => {
  if (here.room === "plan" && !following) { following = true; requestAnimationFrame(follow); }
}, { passive: true });
// another case or room: what was typed last goes to where it was typed
window.addEventListener("hashchange", async () => {
  if (!writing.at) return;
  Object.assign(plan, { edit: null, goTo: null });
  await keepText();
  if (!plan.edit) Object.assign(writing, { kept: null, since: 0, beside: false, at: null });
});
window.addEventListener("pagehide", () => { keepText(); });
window.addEventListener("beforeunload", (event) => {
  const at = writing.at;
  if (at && writing.kept !== null && at.querySelector("[data-plan-text]").value.trim() !== writing.kept) event.preventDefault();
});
