// The consulent's page: a list that finds and filters by itself, one record that follows the conversation.
// `element` is Gradio's; `server` calls the Python functions of page.py, which check on every call who asks.
const root = element.querySelector(".cs");
const find = (name) => root.querySelector(`[data-${name}]`);
const PAUSE = 1500, SLOW = 6000, STALE = 60000, GLOW = 7000;
const now = { caseId: null, caseMark: null, listMark: null, listAt: 0, call: 0, timer: null, trouble: 0 };

document.documentElement.lang = "nl";
document.documentElement.dir = "ltr";

// --- asking the server ---------------------------------------------------------------------------------------------

async function look() {
  clearTimeout(now.timer);
  const call = ++now.call;
  const stale = Date.now() - now.listAt > STALE;  // "5 minuten geleden" must not stay five minutes for ever
  const answer = await server.look({
    case: here.room ? null : now.caseId, case_mark: now.caseMark, list_mark: stale ? null : now.listMark, rows: rowMarks(stale),
  });
  if (call !== now.call) return;
  if (answer === null || answer === undefined) await trouble();
  else if (answer.closed) {
    now.trouble += 1;
    forget();
    notice(answer.closed);
  } else {
    if (now.trouble) notice(null);
    now.trouble = 0;
    show(answer);
    if (answer.list && answer.list.again) return look();
    if (!answer.closed) await lookAtRoom();
  }
  if (call === now.call) now.timer = setTimeout(look, now.trouble ? Math.min(SLOW * now.trouble, 30000) : PAUSE);
}

// Rows are sent back only when the list moved: a quiet poll stays a few bytes, whatever the number of cases.
function rowMarks(stale) {
  if (!stale && !now.wantsRows) return null;
  return Object.fromEntries([...find("rows").children].map((row) => [row.dataset.key, row.dataset.mark]));
}

function show(answer) {
  find("staff").textContent = answer.staff;
  if (answer.home && root.dataset.home !== answer.home) {
    root.dataset.home = answer.home;
    choose();
  }
  if (answer.list) {
    now.wantsRows = Boolean(answer.list.again);
    if (!answer.list.again) showList(answer.list);
  }
  if (answer.case && answer.case.id === now.caseId) showCase(answer.case);
}

async function trouble() {
  now.trouble += 1;
  let status = 0;
  try {
    status = (await fetch(`${window.gradio_config.root}/gradio_api/login_check`, { cache: "no-store" })).status;
  } catch { /* no connection: said below */ }
  if (status === 401 || status === 403) {
    forget();
    notice("U bent niet meer ingelogd.", "Opnieuw inloggen");
  } else if (now.trouble > 1) notice("Geen verbinding. Wat u ziet kan verouderd zijn. Ik probeer het steeds opnieuw.");
}

// Whoever is no longer signed in leaves nothing on the screen for the next person at this desk.
function forget() {
  find("rows").replaceChildren();
  find("record").replaceChildren();
  find("room").replaceChildren();
  find("tabs").replaceChildren();
  find("staff").textContent = "";
  find("list-note").textContent = "";
  live("");
  if (find("dialog").open) finish(null);
  if (find("back-dialog").open) closeBack();
  Object.assign(now, { caseMark: null, listMark: null, listAt: 0 });
  here.mark = null;
}

function notice(text, action) {
  const box = find("notice");
  box.hidden = !text;
  box.textContent = text || "";
  if (!action) return;
  const link = document.createElement("a");
  link.href = "/inloggen";
  link.textContent = action;
  box.append(" ", link);
}

// --- the list ------------------------------------------------------------------------------------------------------

function showList(list) {
  now.listMark = list.mark;
  now.listAt = Date.now();
  const rows = find("rows");
  const standing = new Map([...rows.children].map((row) => [row.dataset.key, row]));
  now.order = list.order;
  const stay = [...standing.keys()].filter((id) => list.order.includes(id));
  const order = held() ? [...list.order.filter((id) => !standing.has(id)), ...stay] : list.order;
  patchElement(rows, order.map((id) => list.rows[id] || standing.get(id).outerHTML).join(""));
  find("no-cases").hidden = order.length > 0;
  markChosen();
  sift();
}

// While somebody points at the list or walks through it, rows do not jump away from under the hand.
function held() {
  const rows = find("rows");
  return rows.matches(":hover") || rows.contains(document.activeElement);
}

function settle() {
  if (!now.order || held()) return;
  const rows = find("rows");
  const standing = new Map([...rows.children].map((row) => [row.dataset.key, row]));
  for (const id of now.order) if (standing.has(id)) rows.append(standing.get(id));
  now.order = null;
}

function sift() {
  const rows = [...find("rows").children];
  const group = root.querySelector("[name=cs-list-filter]:checked").value;
  const words = fold(find("search").value).split(/\s+/).filter(Boolean);
  const counts = { all: 0 };
  let shown = 0;
  for (const row of rows) {
    const found = words.every((word) => row.dataset.words.includes(word));
    if (found) {
      counts.all += 1;
      for (const name of row.dataset.group.split(" ")) counts[name] = (counts[name] || 0) + 1;
    }
    const visible = found && (group === "all" || row.dataset.group.split(" ").includes(group));
    row.toggleAttribute("hidden", !visible);
    if (visible) shown += 1;
  }
  for (const count of root.querySelectorAll("[data-count]")) count.textContent = counts[count.dataset.count] || 0;
  const note = find("list-note");
  note.textContent = rows.length && !shown ? "Geen zaak gevonden. Zoek op iets anders of kies Alle." : "";
  note.hidden = !note.textContent;
}

function fold(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").trim();
}

function markChosen() {
  for (const link of find("rows").querySelectorAll("a")) {
    if (link.dataset.opens === now.caseId) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// --- the record ----------------------------------------------------------------------------------------------------

function choose() {
  const match = /^#(?:zaak=([0-9a-zA-Z-]+)(?:\/([a-z_]+))?|([a-z_]+))$/.exec(window.location.hash);
  const id = match && match[1] ? match[1] : null, named = match ? match[2] || match[3] : null;
  const room = named && named !== "antwoorden" ? named : id && root.dataset.home !== "antwoorden" ? root.dataset.home : null;
  root.dataset.pane = id || room ? "case" : "list";
  const moved = enterRoom(room);
  find("record").hidden = Boolean(room);
  if (id === now.caseId && !moved) return;
  now.caseId = id;
  here.mark = null;
  if (!id) find("tabs").replaceChildren();
  now.caseMark = null;
  const record = find("record");
  record.replaceChildren();
  live("");
  find("no-choice").hidden = Boolean(id || room);
  document.title = "Zaken – brede intake";
  markChosen();
  if (id || room) {
    live(id ? "De zaak wordt opgehaald." : "Wordt opgehaald.");
    find("case").scrollTop = 0;
    look();
  }
}

function showCase(found) {
  const record = find("record");
  if (found.missing) {
    record.innerHTML = "";
    live("Deze zaak is er niet (meer). Kies een andere zaak uit de lijst.");
    return;
  }
  const first = now.caseMark === null;
  now.caseMark = found.mark;
  const changed = patchElement(record, found.html);
  patchElement(find("tabs"), found.tabs || "");
  document.title = `${found.label} – brede intake`;
  siftLines();
  if (first) {
    live("");
    if (root.dataset.focusCase) find("case").focus({ preventScroll: true });
    delete root.dataset.focusCase;
    followTopic();
    return;
  }
  for (const line of changed) {
    line.setAttribute("data-ui-new", "");
    setTimeout(() => line.removeAttribute("data-ui-new"), GLOW);
  }
  live("Zojuist bijgewerkt", true);
}

function live(text, passing) {
  const line = find("live");
  clearTimeout(now.fade);
  line.textContent = text;
  line.toggleAttribute("data-ui-passing", Boolean(passing));
  if (passing) {
    const clock = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    now.fade = setTimeout(() => live(`Bijgewerkt om ${clock}`), GLOW);
  }
}

function siftLines() {
  const chosen = root.querySelector("[name=cs-line-filter]:checked");
  if (!chosen) return;
  let shown = 0;
  for (const line of root.querySelectorAll("[data-kinds]")) {
    const visible = chosen.value === "all" || line.dataset.kinds.split(" ").includes(chosen.value);
    line.toggleAttribute("hidden", !visible);
    if (visible) shown += 1;
  }
  // who narrows the lines wants to see them; all of them again are as quiet as they were
  const narrowed = chosen.value !== "all";
  if (root.dataset.uiNarrowed !== chosen.value) {
    root.dataset.uiNarrowed = chosen.value;
    for (const silent of root.querySelectorAll(".cs-fold.silent")) silent.open = narrowed;
  }
  for (const topic of root.querySelectorAll(".cs-topic")) {
    topic.toggleAttribute("hidden", !topic.querySelector("[data-kinds]:not([hidden])"));
  }
  find("nothing").toggleAttribute("hidden", shown > 0);
}

function jump(id) {
  const target = document.getElementById(id);
  if (!target) return;
  const fold = target.closest("details.cs-fold");
  if (fold) fold.open = true;
  if (target.closest("[hidden]")) {
    root.querySelector("[name=cs-line-filter][value=all]").checked = true;
    siftLines();
  }
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  (target.querySelector("h3[tabindex]") || target).focus({ preventScroll: true });
}

function followTopic() {
  const top = find("case").getBoundingClientRect().top + 140;
  let current = null;
  for (const topic of root.querySelectorAll(".cs-topic:not([hidden])")) {
    if (current === null || topic.getBoundingClientRect().top <= top) current = topic.id;
  }
  for (const button of root.querySelectorAll(".cs-rail [data-jump]")) {
    if (button.dataset.jump === current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

// --- a new case ----------------------------------------------------------------------------------------------------

function openDialog() {
  find("form").hidden = false;
  find("form").reset();
  find("fault").textContent = "";
  find("card").hidden = true;
  find("dialog").showModal();
  find("form").elements.label.focus();
}

async function create() {
  const form = find("form"), button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  find("fault").textContent = "";
  button.disabled = true;
  const made = await server.create({ label: form.elements.label.value, language: form.elements.language.value });
  button.disabled = false;
  if (made === null || made === undefined) {
    find("fault").textContent = "De zaak is niet gemaakt: er is geen verbinding, of u bent niet meer ingelogd. Probeer het opnieuw.";
    trouble();
  } else if (made.fault) {
    find("fault").textContent = made.fault;
    form.elements.label.focus();
  } else {
    form.hidden = true;
    find("card").innerHTML = made.html;
    find("card").hidden = false;
    find("card-title").focus();
    now.listMark = null;
    look();
  }
}

function finish(caseId) {
  find("card").replaceChildren();  // the code is gone from the page, as the card said it would be
  find("dialog").close();
  if (caseId) window.location.hash = `zaak=${caseId}`;
}

async function copyLetter(button) {
  try {
    await navigator.clipboard.writeText(find("letter-text").textContent);
    button.textContent = "Gekopieerd";
  } catch {
    getSelection().selectAllChildren(find("letter-text"));
    button.textContent = "Geselecteerd: druk op Ctrl+C";
  }
}

// --- what waits for a decision -----------------------------------------------------------------------------------------

// True when it is kept; else the fault stands in `place`, and what was typed stays.
async function decide(name, place, asked) {
  const button = place.querySelector("[data-read], [type=submit]"), fault = place.querySelector("[data-decide-fault]");
  if (button.disabled) return false;
  fault.textContent = "";
  button.disabled = true;
  const done = await server[name]({ case: now.caseId, ...asked });
  button.disabled = false;
  if (done === null || done === undefined) {
    fault.textContent = "Niet bewaard: er is geen verbinding, of u bent niet meer ingelogd. Probeer het opnieuw.";
    trouble();
  } else if (done.fault) fault.textContent = done.fault;
  else {
    await look();
    return true;
  }
  return false;
}

async function decideAndReturn(name, place, asked) {
  if (await decide(name, place, asked)) find("case").focus({ preventScroll: true });
}

// --- translations ------------------------------------------------------------------------------------------------------

function openBack(button) {
  const form = find("back-form");
  form.reset();
  form.querySelector("[data-decide-fault]").textContent = "";
  now.back = { source: Number(button.dataset.sendBack), button: button.closest("[id], [data-key]") };
  find("back-about").textContent = `Bij: ${button.dataset.about}`;
  const text = button.closest(".cs-line, .cs-beside").querySelector(".cs-rendered .cs-value");
  find("back-text").textContent = text.textContent;
  find("back-text").lang = text.lang;
  find("back-dialog").showModal();
  form.elements.reason.focus();
}

function closeBack() {
  find("back-dialog").close();
  find("back-text").textContent = "";
}

async function sendBack() {
  const form = find("back-form"), back = now.back;
  if (!await decide("send_back", form, { source: back.source, reason: form.elements.reason.value })) return;
  closeBack();
  const line = back.button && back.button.isConnected ? back.button.closest("[tabindex='-1']") : null;
  (line || find("case")).focus({ preventScroll: true });
}

async function write(form) {
  if (!await decide("write", form, { words: form.elements.words.value })) return;
  form.reset();
  find("record").querySelector("#cs-messages-title").focus({ preventScroll: true });
}

async function shut(form) {
  const [what, value] = form.elements.reader.value.split(/:(.*)/s);
  if (await decide("set_reader", form, { what, value })) form.elements.reader.focus({ preventScroll: true });
}

async function letIn(button) {
  const form = button.closest("details").querySelector("[data-shut]");
  if (await decide("set_reader", form, { what: button.dataset.what, value: button.dataset.allow, allow: true })) {
    form.elements.reader.focus({ preventScroll: true });
  }
}

// --- hands ---------------------------------------------------------------------------------------------------------

root.addEventListener("click", (event) => {
  const hit = (name) => event.target.closest(`[data-${name}]`);
  if (event.target.closest(".cs-row a")) root.dataset.focusCase = "yes";
  else if (hit("jump")) jump(hit("jump").dataset.jump);
  else if (hit("read")) decideAndReturn("read", hit("read").closest("section"), { shown: Number(hit("read").dataset.read) });
  else if (hit("new")) openDialog();
  else if (hit("send-back")) openBack(hit("send-back"));
  else if (hit("back-close")) closeBack();
  else if (hit("allow")) letIn(hit("allow"));
  else if (hit("close")) find("dialog").close();
  else if (hit("back")) window.location.hash = "";
  else if (hit("print")) window.print();
  else if (hit("copy")) copyLetter(hit("copy"));
  else if (hit("done")) finish(hit("done").dataset.done);
});
root.addEventListener("input", (event) => {
  if (event.target.matches("[data-search], [name=cs-list-filter]")) sift();
  if (event.target.matches("[name=cs-line-filter]")) { siftLines(); followTopic(); }
});
root.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-alone], [data-write], [data-shut], [data-back-form]")) return;
  event.preventDefault();
  if (form.matches("[data-alone]")) decideAndReturn("go_alone", form, { reason: form.elements.reason.value });
  else if (form.matches("[data-write]")) write(form);
  else if (form.matches("[data-shut]")) shut(form);
  else sendBack();
});
find("form").addEventListener("submit", (event) => { event.preventDefault(); create(); });
// Escape must not throw away a code that is shown once
find("dialog").addEventListener("cancel", (event) => { if (!find("card").hidden) event.preventDefault(); });
find("rows").addEventListener("pointerleave", settle);
find("rows").addEventListener("focusout", () => setTimeout(settle));
find("case").addEventListener("scroll", followTopic, { passive: true });
window.addEventListener("scroll", followTopic, { passive: true });
window.addEventListener("hashchange", choose);
window.addEventListener("online", look);
document.addEventListener("visibilitychange", () => { if (document.hidden) clearTimeout(now.timer); else look(); });

// --- begin: the frame shows when its stylesheets are there (called when all scripts of the page are read) -------------

function begin() {
  const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => /(staff|consulent|rooms)(\/[a-z_]+)?\.css/.test(link.href));
  const ready = sheets.filter((link) => !link.sheet).map(
    (link) => new Promise((done) => ["load", "error"].forEach((name) => link.addEventListener(name, done, { once: true }))),
  );
  Promise.all(ready).then(() => { root.hidden = false; choose(); if (!now.caseId && !here.room) look(); });
}
