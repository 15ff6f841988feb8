// The cultuurvertaler's page: what its three tabs share. `element` is Gradio's; `server` calls the functions of page.py,
// which look up on every call who asks. The browser remembers the language of the page and which item stood open, never words.
const root = element.querySelector(".vt");
const find = (name, within = root) => within.querySelector(`[data-${name}]`);
const all = (name, within = root) => [...within.querySelectorAll(`[data-${name}]`)];
const LANGUAGE = "vertaler.taal", OPEN = "vertaler.open";
const UNDO = 10000, LOOK_AGAIN = 10000;
const TABS = { answers: "antwoorden", texts: "teksten", terms: "woorden" };
const now = { chrome: "nl", words: {}, dir: "ltr", tab: null, shut: false, undo: null, trouble: false };

const t = (name, params = {}) =>
  Object.entries(params).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), now.words[name] || "");

function remember(where, name, value) {
  try {
    if (value === null) where.removeItem(name); else where.setItem(name, value);
  } catch { /* a browser that keeps nothing: the page works all the same */ }
}

function remembered(where, name) {
  try { return where.getItem(name); } catch { return null; }
}

// --- asking the server ---------------------------------------------------------------------------------------------

async function call(name, asked = {}) {
  let answer = null;
  try { answer = await server[name]({ chrome: now.chrome, ...asked }); } catch { /* said below */ }
  if (answer && answer.closed) {
    shut(answer.closed, answer.again);
    return { closed: true };
  }
  if (answer) {
    if (now.trouble) notice(null);
    now.trouble = false;
    if (answer.staff && find("staff")) find("staff").textContent = answer.staff;
    return answer;
  }
  let status = 0;
  try {
    status = (await fetch(`${window.gradio_config.root}/gradio_api/login_check`, { cache: "no-store" })).status;
  } catch { /* no connection */ }
  if (status === 401 || status === 403) {
    shut(t("signed_out"), t("sign_in_again"));
    return { closed: true };
  }
  now.trouble = true;
  notice(t("offline") || "Geen verbinding. Probeer het opnieuw.");
  return { fault: t("fault"), unkept: true };
}

// Whoever may not be here (any more) leaves nothing on the screen for the next person at this desk.
function shut(text, again) {
  now.shut = true;
  hideUndo();
  for (const dialog of root.querySelectorAll("dialog[open]")) dialog.close();
  for (const panel of all("panel")) panel.replaceChildren();
  if (find("staff")) find("staff").textContent = "";
  answers.source = null;
  answers.draft = null;
  texts.typed.clear();
  notice(text, again);
}

function notice(text, link) {
  const box = find("notice");
  box.hidden = !text;
  box.textContent = text || "";
  if (!link) return;
  const way = document.createElement("a");
  way.href = "/inloggen";
  way.textContent = link;
  box.append(" ", way);
}

// Read aloud by a screen reader; emptied first, so that the same words twice are heard twice. What happens together
// ("approved", "next: …") is said together.
const saying = [];
function say(text) {
  find("said").textContent = "";
  saying.push(text);
  clearTimeout(now.sayTimer);
  now.sayTimer = setTimeout(() => { find("said").textContent = saying.splice(0).join(" "); }, 60);
}

// --- undo, for ten seconds -------------------------------------------------------------------------------------------

function offerUndo(said, id, tab) {
  say(said);
  const bar = find("undo");
  clearInterval(now.undoTimer);
  find("undo-said").textContent = said;
  find("undo-do").hidden = !id;
  bar.hidden = false;
  now.undo = id ? { id, tab } : null;
  const whole = id ? UNDO : UNDO / 2;  // nothing to take back: said, and gone sooner
  let left = whole;
  const line = bar.querySelector("i");
  line.style.scale = "1 1";
  now.undoTimer = setInterval(() => {
    if (bar.matches(":hover, :focus-within")) return;  // who reaches for it gets the time
    left -= 250;
    line.style.scale = `${Math.max(left, 0) / whole} 1`;
    if (left <= 0) hideUndo();
  }, 250);
}

function hideUndo() {
  clearInterval(now.undoTimer);
  now.undo = null;
  if (find("undo")) find("undo").hidden = true;
}

function undo() {
  const last = now.undo;
  if (!last) return;
  hideUndo();
  if (last.tab === "texts") undoText(last.id);
  else undoAnswer(last.id);
}

// --- bar and tabs ----------------------------------------------------------------------------------------------------

async function drawShell() {
  const answer = await call("shell");
  if (answer.closed || answer.fault) return false;
  now.words = answer.words;
  now.dir = answer.dir;
  document.documentElement.lang = answer.lang;
  document.documentElement.dir = answer.dir;
  Object.assign(root, { lang: answer.lang, dir: answer.dir });  // Gradio's frame between the two has a direction of its own
  document.title = t("title");
  hideUndo();
  find("shell").innerHTML = answer.html;
  find("staff").textContent = answer.staff;
  return true;
}

async function chooseLanguage(code) {
  if (!(await settled())) {
    find("chrome").value = now.chrome;
    return;
  }
  now.chrome = code;
  remember(localStorage, LANGUAGE, code);
  const tab = now.tab;
  if (!(await drawShell())) return;
  now.tab = null;
  texts.frame = false;
  terms.shown = false;
  await chooseTab(tab);
  find("chrome").focus();
}

async function chooseTab(tab, focus = false) {
  if (now.tab === "answers" && tab !== "answers") save();
  now.tab = tab;
  root.dataset.at = tab;
  if (!now.undo) hideUndo();
  for (const button of all("tab")) {
    const chosen = button.dataset.tab === tab;
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) button.focus();
  }
  for (const panel of all("panel")) panel.hidden = panel.dataset.panel !== tab;
  const place = `#${TABS[tab]}`;
  if (window.location.hash !== place) window.history.replaceState(null, "", place);
  if (tab === "answers") await showAnswers();
  else if (tab === "texts") await showTexts();
  else await showWords();
}

const panelOf = (name) => root.querySelector(`[data-panel="${name}"]`);

// A heading takes the focus when a screen is new, so that keys work and a screen reader begins there.
function focusHeading(panel) {
  const heading = find("heading", panel);
  if (heading) heading.focus({ preventScroll: true });
}

// Fields grow with what stands in them: nothing to scroll inside a field.
function grow(field) {
  field.style.blockSize = "auto";
  field.style.blockSize = `${field.scrollHeight + 2}px`;
}

function button(text, quiet, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `cs-button ${quiet ? "quiet" : "main"}`;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
