// --- texts and questions: a list, one text beside its Dutch ----------------------------------------------------------

const texts = {
  frame: false, language: null, show: "unapproved", area: "", search: "", following: null, current: null, timer: null,
  checking: 0, typed: new Map(),  // texts of the assistant, not of people: kept while the page is open
};

async function showTexts() {
  if (texts.frame) return;
  const chosen = texts.current;
  const answer = await call("texts_list", listAsked({ frame: true }));
  if (answer.closed) return;
  const panel = panelOf("texts");
  if (answer.fault) {
    notice(answer.fault);
    return;
  }
  panel.innerHTML = answer.html;
  texts.frame = Boolean(answer.rows !== undefined);
  if (!texts.frame) return focusHeading(panel);
  putList(answer);
  if (chosen) await openText(chosen.text_id, { focus: false });
  else await openFirst({ focus: false });
}

const listAsked = (more) => ({
  language: texts.language, show: texts.show, area: texts.area, search: texts.search, ...more,
});

function putList(answer, more = false) {
  texts.language = answer.language;
  texts.following = answer.following;
  const rows = find("texts-rows");
  if (more) rows.insertAdjacentHTML("beforeend", answer.rows);
  else {
    rows.innerHTML = answer.rows;
    find("texts-scroll").scrollTop = 0;
  }
  putCounts(answer);
  find("texts-more").hidden = answer.following === null;
  markText();
}

function putCounts(answer) {
  for (const count of all("show-count")) count.textContent = answer.counts[count.dataset.showCount];
  const empty = texts.search || texts.show !== "unapproved" ? t("texts.none") : t("texts.all_done");
  find("texts-count").textContent = answer.total ? answer.count : empty;
}

async function listAgain() {
  clearTimeout(texts.timer);
  const call_ = ++texts.checking;
  const answer = await call("texts_list", listAsked({}));
  if (answer.closed || call_ !== texts.checking) return;
  if (answer.fault) notice(answer.fault);
  else putList(answer);
}

async function moreTexts() {
  if (texts.following === null) return;
  const last = find("texts-rows").lastElementChild;
  const answer = await call("texts_list", listAsked({ after: texts.following }));
  if (answer.closed || answer.fault) return;
  putList(answer, true);
  const fresh = last && last.nextElementSibling;
  if (fresh) fresh.firstElementChild.focus();
}

async function openFirst(how) {
  const first = find("text-id", find("texts-rows"));
  if (first) await openText(first.dataset.textId, how);
  else showNoText();
}

function showNoText() {
  texts.current = null;
  find("text").replaceChildren();
  find("text-none").hidden = false;
  find("text-none").textContent = texts.search || texts.show !== "unapproved" ? t("texts.none") : t("texts.all_done");
}

async function openText(text_id, how = {}) {
  const answer = await call("text_open", { language: texts.language, text_id });
  if (answer.closed) return;
  if (answer.html) showText(answer, how);
  else if (find("one-fault")) find("one-fault").textContent = answer.fault;
  else notice(answer.fault);
}

function showText(answer, { focus = true } = {}) {
  find("text").innerHTML = answer.html;
  find("text-none").hidden = true;
  const field = find("one"), known = `${answer.language} ${answer.text_id}`;
  texts.current = { text_id: answer.text_id, seen: answer.seen, text: field.value, known };
  if (texts.typed.has(known) && texts.typed.get(known) !== field.value) {
    field.value = texts.typed.get(known);
    typedText();
  }
  grow(field);
  chips();
  markText();
  find("text-pane").scrollTop = 0;
  recorderOf(find("recorder"));
  if (focus && now.tab === "texts" && !window.matchMedia("(pointer: coarse)").matches) field.focus({ preventScroll: true });
}

function markText() {
  for (const row of all("text-id", find("texts-rows"))) {
    const chosen = Boolean(texts.current) && row.dataset.textId === texts.current.text_id;
    if (chosen) {
      row.setAttribute("aria-current", "true");
      row.scrollIntoView({ block: "nearest" });
    } else row.removeAttribute("aria-current");
  }
}

function typedText() {
  const field = find("one"), changed = field.value !== texts.current.text;
  if (changed) texts.typed.set(texts.current.known, field.value);
  else texts.typed.delete(texts.current.known);
  find("one-state").textContent = changed ? t("texts.unsaved") : "";
  grow(field);
  chips();
  clearTimeout(texts.timer);
  texts.timer = setTimeout(checkText, TYPED);
}

async function checkText() {
  const current = texts.current;
  if (!current) return;
  const answer = await call("text_check", { language: texts.language, text_id: current.text_id, text: find("one").value });
  if (answer.checks !== undefined && texts.current === current) patchElement(find("one-checks"), answer.checks);
}

// What the program fills in: shown as chips, and plainly missing when it was lost from the text.
function chips() {
  const text = find("one").value;
  for (const chip of all("chip")) chip.dataset.lost = text.includes(chip.dataset.chip) ? "no" : "yes";
}

function putChip(chip) {
  const field = find("one");
  field.focus();
  if (!document.execCommand("insertText", false, chip.dataset.chip)) field.setRangeText(chip.dataset.chip);
  typedText();
}

function neighbour(step) {
  const rows = all("text-id", find("texts-rows"));
  const at = rows.findIndex((row) => texts.current && row.dataset.textId === texts.current.text_id);
  return rows[at + step] || null;
}

async function walk(step) {
  let row = neighbour(step);
  if (!row && step > 0 && texts.following !== null) {
    await moreTexts();
    row = neighbour(step);
  }
  if (row) await openText(row.dataset.textId);
}

async function decideText(what) {
  const current = texts.current;
  if (!current || current.busy) return;
  current.busy = true;
  find("one-fault").textContent = "";
  const text = find("one").value;
  const answer = await call("text_decide", { language: texts.language, text_id: current.text_id, seen: current.seen, text, what });
  current.busy = false;
  if (answer.closed || texts.current !== current) return;
  if (answer.changed) {
    texts.typed.set(current.known, text);  // beside the colleague's text, one's own is not lost
    showText(answer.changed);
    find("one-fault").textContent = answer.fault;
    return;
  }
  if (answer.fault) {
    find("one-fault").textContent = answer.fault;
    find("one").focus();
    return;
  }
  texts.typed.delete(current.known);
  let follower = neighbour(1);
  if (!follower && texts.following !== null) {
    await moreTexts();
    follower = neighbour(1);
  }
  const fits = texts.show === "all" || what === "correct" && texts.show === "unapproved";
  if (!fits) {
    const row = find("texts-rows").querySelector("[aria-current]");
    if (row) row.closest("li").remove();
  }
  if (follower) await openText(follower.dataset.textId);
  else await openFirst({});
  offerUndo(answer.said, answer.undo, "texts");
  const counts = await call("texts_list", listAsked({}));
  if (counts.counts) putCounts(counts);
}

async function undoText(id) {
  const answer = await call("text_undo", { id });
  if (answer.closed) return;
  if (!answer.html) {
    notice(answer.fault);
    return;
  }
  if (now.tab !== "texts") await chooseTab("texts");
  texts.language = answer.language;
  await listAgain();
  showText(answer);
  say(answer.said);
}
