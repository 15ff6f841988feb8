// The consulent's page: a list that finds and filters by itself, one record that follows the conversation.
// `element` is Gradio's; `server` calls the Python functions of page.py, which check on every call who asks.
const root = element.querySelector(".cs");
const find = (name) => root.querySelector(`[data-${name}]`);
const PAUSE = 1500, SLOW = 6000, STALE = 60000, GLOW = 7000;
const PART = 60, TYPING = 180;
const now = { caseId: null, caseMark: null, listMark: null, listAt: 0, call: 0, timer: null, trouble: 0 };
const query = { scope: "", phase: "", waits: "", clock: "", language: "", group: "", search: "", sort: "laatst", down: false, count: PART };

document.documentElement.lang = "nl";
document.documentElement.dir = "ltr";

// --- asking the server ---------------------------------------------------------------------------------------------

async function look() {
  clearTimeout(now.timer);
  const call = ++now.call;
  const stale = Date.now() - now.listAt > STALE;  // "5 minuten geleden" must not stay five minutes for ever
  const answer = await server.look({
    case: here.room ? null : now.caseId, case_mark: now.caseMark, list_mark: stale ? null : now.listMark, rows: rowMarks(stale), query,
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
  find("new").hidden = !answer.may_make;
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
  find("today").replaceChildren();
  find("today-count").textContent = "";
  find("links").replaceChildren();
  find("record").replaceChildren();
  find("room").replaceChildren();
  forgetDrafts();
  find("tabs").replaceChildren();
  find("of").textContent = "";
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
  const order = held() && !now.asked ? [...list.order.filter((id) => !standing.has(id)), ...stay] : list.order;
  patchElement(rows, order.map((id) => list.rows[id] || standing.get(id).outerHTML).join(""));
  if (now.asked) settleAt();
  now.asked = false;
  showHeads(list);
  patchElement(find("today"), list.today);
  find("today-count").textContent = list.today_count || "";
  find("today-none").hidden = list.today_count > 0;
  find("today-all").hidden = list.today_count <= 3;
  patchElement(find("links"), list.links);
  patchElement(find("scopes"), list.scopes);
  if (!query.scope) for (const one of root.querySelectorAll("[name=cs-scope]")) one.checked = one.value === list.scope;
  for (const [name, options] of Object.entries(list.choices)) {
    const select = root.querySelector(`[data-choice=${name}]`);
    patchElement(select, options);
    select.value = query[name];
  }
  find("no-cases").hidden = list.whole > 0 || list.waiting > 0;
  find("table-place").hidden = list.whole === 0;
  sayFound(list);
  markChosen();
}

function showHeads(list) {
  find("table").setAttribute("aria-rowcount", list.found + 1);
  const more = find("more-cases");
  more.hidden = list.order.length >= list.found;
  more.textContent = `Toon meer zaken (${list.order.length} van ${list.found})`;
  now.found = list.found;
}

function sayFound(list) {
  const note = find("list-note"), narrowed = narrowing().length > 0 || query.search.trim() !== "";
  const cases = list.found === 1 ? "1 zaak" : `${list.found.toLocaleString("nl-NL")} zaken`;
  let text = "";
  if (list.waiting) text = `Nog ${list.waiting.toLocaleString("nl-NL")} zaken worden opgehaald.`;
  else if (list.whole === 0) text = "";
  else if (list.found === 0) text = narrowed ? "Geen zaak gevonden. Zoek op iets anders of wis de filters." : "Hier staat nu geen zaak. Kies Alle zaken om de andere te zien.";
  else if (list.beyond) text = `${cases} met dit nummer, ook van collega's`;
  else text = narrowed ? `${cases} gevonden` : cases;
  if (note.textContent !== text) note.textContent = text;
  note.hidden = !text;
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

// What was asked of the list goes to the server: of thousands of cases the page holds those it shows.
function ask(change, soon) {
  Object.assign(query, { count: PART }, change);
  now.asked = true;
  now.listMark = null;
  now.wantsRows = true;
  markAsked();
  clearTimeout(now.typing);
  now.typing = setTimeout(look, soon ? TYPING : 0);
}

function settleAt() {
  if (query.count === PART) find("table-place").scrollTop = 0;
}

function narrowing() {
  return ["phase", "waits", "clock", "language", "group"].filter((name) => query[name]);
}

function markAsked() {
  const count = narrowing().length;
  find("filter-count").textContent = count || "";
  find("filters-clear").hidden = count === 0;
  for (const select of root.querySelectorAll("[data-narrow]")) select.toggleAttribute("data-ui-on", Boolean(query[select.dataset.narrow]));
  find("sort-choice").value = query.sort;
  for (const head of root.querySelectorAll("[data-column]")) {
    if (head.dataset.column !== query.sort) head.removeAttribute("aria-sort");
    else head.setAttribute("aria-sort", (query.sort === "laatst") !== query.down ? "descending" : "ascending");
  }
}

function clearFilters() {
  for (const select of root.querySelectorAll("[data-narrow]")) select.value = "";
  ask({ phase: "", waits: "", clock: "", language: "", group: "" });
}

function moreCases() {
  if (find("more-cases").hidden || now.asked) return;
  ask({ count: query.count + PART });
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
  find("drafts").replaceChildren();
  now.caseId = id;
  here.mark = null;
  find("of").textContent = "";
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
  bringDraftsBack();
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
  const made = await server.create(Object.fromEntries(new FormData(form)));
  button.disabled = false;
  if (made === null || made === undefined) {
    find("fault").textContent = "De zaak is niet gemaakt: er is geen verbinding, of u bent niet meer ingelogd. Probeer het opnieuw.";
    trouble();
  } else if (made.fault) {
    find("fault").textContent = made.fault;
    const wrong = form.elements[made.field] || form.elements.label;
    (wrong.focus ? wrong : form.elements.label).focus();
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

// The case moves to the phase of an invited person, and its code is gone from the page.
async function invited(button) {
  button.disabled = true;
  const done = await server.act({ room: "stand", case: button.dataset.invited, act: "invited" });
  button.disabled = false;
  if (!done || done.fault) find("card-fault").textContent = (done && done.fault) || NO_ANSWER;
  else finish(button.dataset.invited);
}

async function copyText(button) {
  const text = document.getElementById(button.dataset.copy);
  for (const other of root.querySelectorAll("[data-copy]")) other.firstChild.textContent = "Kopiëren";
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.firstChild.textContent = "Gekopieerd";
  } catch {
    getSelection().selectAllChildren(text);
    button.firstChild.textContent = "Geselecteerd: druk op Ctrl+C";
  }
}

// --- what waits for a decision -----------------------------------------------------------------------------------------

// True when it is kept; else the fault stands in `place`, and what was typed stays.
async function decide(name, place, asked) {
  const button = place.querySelector("[data-read], [type=submit]"), fault = place.querySelector("[data-decide-fault]");
  if (button.disabled) return false;
  fault.textContent = "";
  button.disabled = true;
  const sent = { case: now.caseId, ...asked };
  const done = await server[name]({ ...sent, once: markOf({ ...sent, name }) });
  button.disabled = false;
  if (done === null || done === undefined) {
    fault.textContent = NO_ANSWER;
    trouble();
    return false;
  }
  unanswered.delete(JSON.stringify({ ...sent, name }));
  if (done.fault) fault.textContent = done.fault;
  else {
    if (place.matches("form")) forgetDraft(place);
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

function sortBy(column) {
  ask({ sort: column, down: query.sort === column ? !query.down : false });
}

function unfold(button, mark) {
  button.setAttribute("aria-expanded", String(root.toggleAttribute(mark)));
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
  else if (hit("copy")) copyText(hit("copy"));
  else if (hit("invited")) invited(hit("invited"));
  else if (hit("more-cases")) moreCases();
  else if (hit("filters-clear")) clearFilters();
  else if (hit("filters-open")) unfold(hit("filters-open"), "data-ui-filters");
  else if (hit("today-all")) unfold(hit("today-all"), "data-ui-today");
  else if (hit("sort")) sortBy(hit("sort").dataset.sort);
  else if (hit("done")) finish(hit("done").dataset.done);
});
root.addEventListener("input", (event) => {
  if (event.target.matches("[data-search]")) ask({ search: event.target.value }, true);
  if (event.target.matches("[data-narrow]")) ask({ [event.target.dataset.narrow]: event.target.value });
  if (event.target.matches("[name=cs-scope]")) ask({ scope: event.target.value });
  if (event.target.matches("[data-sort-choice]")) ask({ sort: event.target.value, down: false });
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
// the next part comes by itself when the end is near; the button does the same by hand
new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) moreCases(); }, { rootMargin: "600px" }).observe(find("more-cases"));
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
