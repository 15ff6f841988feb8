// --- answers: the queue, one item, saving as one types, and what is decided ------------------------------------------

const TYPED = 600, AGAIN = 3000, HOLD = 240000, ACTIVE = 900000;
const answers = {
  source: null, mark: null, draft: null, kept: null, saving: null, again: false, stuck: false, busy: false, timer: null,
  filter: { language: null, topic: null }, touched: 0, keptAt: 0,
};

async function showAnswers() {
  const open = Number(remembered(sessionStorage, OPEN)) || null;
  if (answers.source || open) {
    const answer = await call("take", { source: answers.source || open });
    if (answer.closed) return;
    if (answer.html) {
      showItem(answer, { focus: "heading" });
      return;
    }
    if (!answer.gone) {  // no connection: what was typed stays where it is
      if (!answers.source) queueFault(answer.fault);
      return;
    }
  }
  await showQueue();
}

async function showQueue(said) {
  forgetItem();
  const panel = panelOf("answers");
  const answer = await call("queue");
  if (answer.closed || answers.source) return;
  if (answer.fault) return queueFault(answer.fault);
  panel.innerHTML = answer.html;
  answers.seen = answer.html;
  if (said) say(said);
  const begin = find("begin", panel);
  if (now.tab !== "answers") return;
  if (begin) begin.focus({ preventScroll: true });
  else focusHeading(panel);
}

function queueFault(text) {
  const box = document.createElement("div");
  box.className = "cs-empty";
  const line = document.createElement("p");
  line.textContent = text;
  box.append(line, button(t("queue.back"), false, () => showQueue()));
  panelOf("answers").replaceChildren(box);
}

// What waits changes while nobody touches anything: colleagues work, people talk.
async function lookAgain() {
  if (now.shut || document.hidden || now.tab !== "answers" || answers.source || !find("heading", panelOf("answers"))) return;
  const answer = await call("queue");
  if (!answer.html || answers.source || answer.html === answers.seen) return;
  answers.seen = answer.html;
  patchElement(panelOf("answers"), answer.html);
}

async function begin(language, topic) {
  if (!now.undo) hideUndo();
  answers.filter = { language: language || null, topic: topic === undefined ? null : topic };  // "": words without a topic
  const answer = await call("take", answers.filter);
  if (answer.closed) return;
  next(answer);
}

async function openItem(source) {
  if (!now.undo) hideUndo();
  const answer = await call("take", { source });
  if (answer.closed) return;
  if (answer.html) showItem(answer);
  else {
    await showQueue();
    notice(answer.gone || answer.fault);
  }
}

function next(answer) {
  if (answer.html) showItem(answer);
  else if (answer.none !== undefined) {
    answers.filter = { language: null, topic: null };
    showQueue(answer.none);
  } else queueFault(answer.fault || t("fault"));
}

function forgetItem() {
  clearTimeout(answers.timer);
  Object.assign(answers, { source: null, mark: null, draft: null, kept: null, again: false, stuck: false, busy: false });
  remember(sessionStorage, OPEN, null);
}

function showItem(answer, { focus = "text" } = {}) {
  forgetItem();
  notice(null);
  const panel = panelOf("answers");
  panel.innerHTML = answer.html;
  Object.assign(answers, { source: answer.source, mark: answer.mark, touched: Date.now(), keptAt: Date.now() });
  remember(sessionStorage, OPEN, String(answer.source));
  answers.draft = readDraft();
  answers.kept = JSON.stringify(answers.draft);
  for (const field of all("draft", panel)) grow(field);
  panel.scrollTop = 0;
  if (now.tab !== "answers") return;
  const first = find("draft", panel);
  // on a tablet a focused field would call up its keyboard over half of the item
  if (focus === "text" && !window.matchMedia("(pointer: coarse)").matches) first.focus({ preventScroll: true });
  else focusHeading(panel);
  say(t("next", { what: answer.what }));
}

// --- saving as one types ---------------------------------------------------------------------------------------------

function readDraft() {
  const panel = panelOf("answers"), value = (name) => (panel.querySelector(`[data-draft="${name}"]`) || { value: "" }).value;
  const acknowledged = { ...(answers.draft ? answers.draft.acknowledged : {}) };
  for (const field of all("why", panel)) acknowledged[field.dataset.why] = field.value;
  return { text: value("text"), note: value("note"), transcription: value("transcription"), acknowledged };
}

function typed() {
  answers.draft = readDraft();
  answers.touched = Date.now();
  fault("");
  if (answers.stuck) return;
  state("typing");
  clearTimeout(answers.timer);
  answers.timer = setTimeout(save, TYPED);
}

const unsaved = () => Boolean(answers.source) && JSON.stringify(answers.draft) !== answers.kept;

// One save at a time, always of what was typed last: an older text never arrives after a newer one.
function save(how = {}) {
  clearTimeout(answers.timer);
  if (!answers.source || answers.stuck && !how.force) return Promise.resolve();
  if (answers.saving) {
    answers.again = true;
    return answers.saving;
  }
  answers.saving = (async () => {
    do {
      answers.again = false;
      await saveOnce(how);
    } while (answers.again && !answers.stuck);
  })().finally(() => { answers.saving = null; });
  return answers.saving;
}

async function saveOnce({ hold = false, force = false }) {
  const source = answers.source, draft = answers.draft, text = JSON.stringify(draft);
  if (!source || text === answers.kept && !hold && !force) return;
  const answer = await call("keep", { source, draft, mark: answers.mark, force });
  if (answers.source !== source || answer.closed) return;
  if (answer.checks !== undefined) {
    Object.assign(answers, { mark: answer.mark, kept: text, keptAt: Date.now() });
    if (find("checks")) patchElement(find("checks"), answer.checks);
    state(unsaved() ? "typing" : "saved");
  } else if (answer.elsewhere) lost("elsewhere", answer.mark);
  else if (answer.stolen) lost("stolen", answer.mark);
  else if (answer.gone) gone(answer.gone);
  else {
    state("fault", answer.fault);
    answers.timer = setTimeout(save, AGAIN);
  }
}

function state(name, text) {
  const line = find("saved");
  if (!line) return;
  const before = line.dataset.state;
  line.dataset.state = name;
  line.textContent = { typing: t("item.saving"), saved: t("item.saved"), fault: text || t("item.not_saved") }[name] || "";
  // heard when it goes wrong and when it is right again, not at every pause
  if (name === "fault" && before !== "fault") say(t("item.not_saved"));
  if (name === "saved" && (before === "fault" || !line.dataset.heard)) {
    line.dataset.heard = "yes";
    say(t("item.saved"));
  }
}

// Whether everything typed is kept; waits for it.
async function settled() {
  await save();
  return !unsaved();
}

// Hold on to what somebody is reading; let go of it when nobody is there.
function hold() {
  const time = Date.now();
  if (answers.source && !answers.stuck && time - answers.keptAt > HOLD && time - answers.touched < ACTIVE) save({ hold: true });
}

// --- two windows, or a colleague ---------------------------------------------------------------------------------------

function lost(why, mark) {
  answers.stuck = true;
  answers.mark = mark || answers.mark;
  state("fault", " ");
  find("saved").textContent = "";
  const box = find("lost"), source = answers.source, text = document.createElement("p");
  text.textContent = t(why);
  const choices = why === "elsewhere"
    ? [button(t("elsewhere_keep"), false, keepThis), button(t("elsewhere_show"), true, () => openItem(source))]
    : [button(t("take_again"), false, takeAgain), button(t("to_next"), true, () => begin(answers.filter.language, answers.filter.topic))];
  box.replaceChildren(text, ...choices);
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

async function keepThis() {
  answers.stuck = false;
  find("lost").hidden = true;
  await save({ force: true });
  if (!answers.stuck) (find("draft", panelOf("answers")) || root).focus();
}

async function takeAgain() {
  const mine = answers.draft, source = answers.source;
  const answer = await call("take", { source });
  if (answer.closed || answers.source !== source) return;
  if (answer.html) {
    showItem(answer);
    putDraft(mine);
    await save({ force: true });
  } else if (find("lost").firstChild) find("lost").firstChild.textContent = answer.gone ? t("still_taken") : answer.fault;
}

function putDraft(draft) {
  const panel = panelOf("answers");
  for (const field of all("draft", panel)) {
    field.value = draft[field.dataset.draft];
    grow(field);
  }
  answers.draft = { ...readDraft(), acknowledged: draft.acknowledged };
}

// May no longer be seen: the words leave the screen, not only the buttons.
function gone(text) {
  forgetItem();
  queueFault(text);
  say(text);
}

// --- deciding --------------------------------------------------------------------------------------------------------

async function decide(what, more = {}) {
  if (!answers.source || answers.busy) return null;
  fault("");
  answers.busy = true;
  const source = answers.source;
  if (!["knows", "not_for_me"].includes(what)) await settled();
  if (answers.source !== source || answers.stuck || now.shut) {
    answers.busy = false;
    return null;
  }
  const answer = await call("decide", { source, draft: answers.draft, mark: answers.mark, what, ...answers.filter, ...more });
  answers.busy = false;
  if (answer.closed || answers.source !== source) return null;
  if (answer.said) {
    closeDialogs();
    forgetItem();
    offerUndo(answer.said, answer.undo, "answers");
    if (answer.next) next(answer.next);
    else await showQueue();
    return answer;
  }
  if (answer.must) {
    patchElement(find("checks"), answer.checks);
    fault(answer.must);
    const open = all("why").find((field) => !field.value.trim());
    if (open) open.focus();
  } else if (answer.empty) {
    fault(answer.empty);
    const field = all("draft").find((one) => one.dataset.draft !== "note" && !one.value.trim());
    if (field) field.focus();
  } else if (answer.ask) find("ask-fault").textContent = answer.ask;
  else if (answer.elsewhere || answer.stolen) {
    closeDialogs();
    lost(answer.elsewhere ? "elsewhere" : "stolen", answer.mark);
  } else if (answer.gone) {
    closeDialogs();
    gone(answer.gone);
  } else if (find("ask-dialog") && find("ask-dialog").open) find("ask-fault").textContent = answer.fault;
  else fault(answer.fault);
  return null;
}

function fault(text) {
  if (find("item-fault")) find("item-fault").textContent = text;
}

function closeDialogs() {
  for (const dialog of root.querySelectorAll("dialog[open]")) dialog.close();
}

async function undoAnswer(id) {
  if (!(await settled())) return;
  const answer = await call("undo", { id, leaving: answers.source });
  if (answer.closed) return;
  if (answer.html) {
    if (now.tab !== "answers") await chooseTab("answers");
    showItem(answer);
    say(answer.said);
  } else notice(answer.fault);
}

// The screen is empty before anything is asked: whoever knows the person should not go on reading while thinking it over.
function knows() {
  const source = answers.source;
  if (!source || answers.busy) return;
  const kept = save();  // what was typed is there again when the key was a mistake
  hideUndo();
  const panel = panelOf("answers"), box = document.createElement("div"), heading = document.createElement("h2"), what = document.createElement("p");
  box.className = "cs-empty vt-knows";
  heading.textContent = t("knows.title");
  heading.tabIndex = -1;
  heading.dataset.heading = "";
  what.textContent = t("knows.what");
  const row = document.createElement("div");
  row.className = "vt-choices";
  row.append(
    button(t("knows.yes"), false, async () => {
      await kept;
      if (!(await decide("knows")) && box.isConnected && !row.nextSibling) {
        const trouble = document.createElement("p");
        trouble.className = "cs-fault";
        trouble.setAttribute("role", "alert");
        trouble.textContent = t("fault");
        box.append(trouble);
      }
    }),
    button(t("knows.no"), true, async () => {
      await kept;
      openItem(source);
    }),
  );
  box.append(heading, what, row);
  panel.replaceChildren(box);
  heading.focus();
}

function takeOver(suggestion) {
  const field = root.querySelector('[data-draft="text"]');
  // as if typed, so that Ctrl+Z in the field brings the earlier text back
  field.focus();
  field.select();
  if (!document.execCommand("insertText", false, suggestion.dataset.text)) field.value = suggestion.dataset.text;
  grow(field);
  typed();
}

function openAsking() {
  const dialog = find("ask-dialog");
  if (!dialog || dialog.open) return;
  find("ask-fault").textContent = "";
  dialog.showModal();
  for (const field of dialog.querySelectorAll("textarea")) grow(field);
  (find("proposal", dialog) || dialog.querySelector("textarea")).focus();
}

function propose(question) {
  const form = find("ask-form");
  if (question.dataset.own) form.elements.own.value = question.dataset.own;  // not translated yet: the reviewer writes it
  form.elements.dutch.value = question.dataset.dutch;
  for (const one of all("proposal", form)) one.setAttribute("aria-pressed", String(one === question));
  for (const field of form.querySelectorAll("textarea")) grow(field);
  form.elements.own.focus();
}

const ask = () => decide("ask", { own: find("ask-form").elements.own.value, dutch: find("ask-form").elements.dutch.value });

const DO = {
  approve: () => decide("approve"), correct: () => decide("correct"), ask: openAsking, not_for_me: () => decide("not_for_me"),
  knows, leave: () => decide("leave"),
};
