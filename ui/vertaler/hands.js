// --- hands: clicks, fields and keys; then begin ----------------------------------------------------------------------

root.addEventListener("click", (event) => {
  const hit = (name) => event.target.closest(`[data-${name}]`);
  if (hit("tab")) chooseTab(hit("tab").dataset.tab);
  else if (hit("begin")) begin(hit("begin").dataset.language, hit("begin").dataset.topic);
  else if (hit("open")) openItem(Number(hit("open").dataset.open));
  else if (hit("do")) DO[hit("do").dataset.do]();
  else if (hit("take")) takeOver(hit("take"));
  else if (hit("proposal")) propose(hit("proposal"));
  else if (hit("undo-do")) undo();
  else if (hit("keys")) find("keys-dialog").showModal();
  else if (hit("close")) hit("close").closest("dialog").close();
  else if (hit("text-id")) openText(hit("text-id").dataset.textId);
  else if (hit("texts-more")) moreTexts();
  else if (hit("text-do")) decideText(hit("text-do").dataset.textDo);
  else if (hit("chip")) putChip(hit("chip"));
  else if (hit("record")) startRecording(hit("recorder"));
  else if (hit("record-stop")) { if (sound.running) sound.running.stop(); }
  else if (hit("record-send")) sendRecording(hit("recorder"));
  else if (hit("record-drop")) dropRecording(hit("recorder"));
  else if (hit("sound-back")) takeSoundBack(hit("recorder"));
});

root.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches("[data-draft], [data-why]")) {
    if (field.matches("textarea")) grow(field);
    typed();
  } else if (field.matches("[data-one]")) typedText();
  else if (field.matches("[data-ask-form] textarea")) grow(field);
  else if (field.matches("[data-words-search]")) siftWords();
  else if (field.matches("[data-texts-search]")) {
    texts.search = field.value;
    clearTimeout(texts.searching);
    texts.searching = setTimeout(listAgain, 300);
  }
});

root.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("[data-chrome]")) chooseLanguage(field.value);
  else if (field.matches("[name=vt-show]")) { texts.show = field.value; listAgain(); }
  else if (field.matches("[data-texts-area]")) { texts.area = field.value; listAgain(); }
  else if (field.matches("[data-texts-language]")) {
    Object.assign(texts, { language: field.value, frame: false, current: null });
    showTexts();
  } else if (field.matches("[data-words-language]")) {
    Object.assign(terms, { language: field.value, shown: false });
    showWords();
  }
});

root.addEventListener("focusout", (event) => { if (event.target.matches("[data-draft], [data-why]")) save(); });
root.addEventListener("submit", (event) => {
  if (event.target.matches("[data-ask-form]")) {
    event.preventDefault();
    ask();
  } else if (event.target.matches("[data-out]") && unsaved()) {
    const form = event.target;
    event.preventDefault();
    settled().then(() => form.submit());
  }
});
for (const name of ["pointerdown", "keydown", "scroll"]) {
  root.addEventListener(name, () => { answers.touched = Date.now(); }, { passive: true, capture: true });
}

const writes = (place) => Boolean(place) && place.matches("input:not([type=radio]), textarea, select");

// The letter of a key: on a keyboard set to another script the key with that Latin letter does the same.
function letterOf(event) {
  if (/^[a-z0-9/?]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === "؟") return "?";
  const code = /^(?:Key([A-Z])|Digit(\d)|Numpad(\d))$/.exec(event.code || "");
  return code ? (code[1] || code[2] || code[3]).toLowerCase() : "";
}

const ITEM_KEYS = {
  a: () => DO.ask(), x: () => DO.not_for_me(), k: () => DO.knows(), l: () => DO.leave(),
  t: () => find("draft", panelOf("answers")).focus(),
  n: () => root.querySelector('[data-draft="note"]').focus(),
  c: () => (find("why") || find("checks")).focus(),
  e: () => { const fold_ = find("pivot"); if (fold_) fold_.open = !fold_.open; },
  r: () => { const player = find("audio"); if (player) { if (player.paused) player.play(); else player.pause(); } },
};
const TEXT_KEYS = {
  j: () => walk(1), b: () => walk(-1), w: () => { if (root.querySelector('[data-text-do="withdraw"]')) decideText("withdraw"); },
  t: () => { if (find("one")) find("one").focus(); }, "/": () => find("texts-search").focus(),
};

function onKey(event) {
  if (now.shut || !root.contains(document.activeElement)) return;
  const open = root.querySelector("dialog[open]"), command = event.ctrlKey || event.metaKey;
  const take = (act) => { event.preventDefault(); act(); };
  if (open) {
    if (command && event.key === "Enter" && open.matches("[data-ask-dialog]")) take(ask);
    return;
  }
  if (event.target.matches("[role=tab]") && walkTabs(event)) return;
  const item = now.tab === "answers" && answers.source && find("item"), text = now.tab === "texts" && texts.current;
  if (command && event.key === "Enter" && !event.repeat) {
    if (item) take(DO.approve);
    else if (text) take(() => decideText("approve"));
    return;
  }
  if (command && letterOf(event) === "s") {
    if (item) take(DO.correct);
    else if (text) take(() => decideText("correct"));
    return;
  }
  if (event.key === "Escape" && writes(event.target)) {
    take(() => focusHeading(event.target.closest("[data-text], [data-panel]") || root));
    return;
  }
  if (command || event.altKey || writes(event.target) || event.isComposing) return;
  const letter = letterOf(event);
  if (letter === "?") take(() => find("keys-dialog").showModal());
  else if (letter === "g") take(() => root.querySelector("[role=tab][aria-selected=true]").focus());
  else if (letter === "z" && now.undo) take(undo);
  else if (item && /^[1-5]$/.test(letter)) {
    const suggestion = all("take")[Number(letter) - 1];
    if (suggestion) take(() => takeOver(suggestion));
  } else if (item && ITEM_KEYS[letter]) take(ITEM_KEYS[letter]);
  else if (now.tab === "texts" && texts.frame && TEXT_KEYS[letter]) take(TEXT_KEYS[letter]);
}

function walkTabs(event) {
  const ahead = now.dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = now.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const names = Object.keys(TABS), at = names.indexOf(now.tab);
  const to = { [ahead]: (at + 1) % names.length, [back]: (at + names.length - 1) % names.length, Home: 0, End: names.length - 1 }[event.key];
  if (to === undefined) return false;
  event.preventDefault();
  chooseTab(names[to], true);
  return true;
}

root.addEventListener("keydown", onKey);
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); else { lookAgain(); hold(); } });
window.addEventListener("online", () => { save(); lookAgain(); });
window.addEventListener("beforeunload", (event) => {
  if (now.shut || !unsaved() && !texts.typed.size) return;
  save();
  event.preventDefault();
});
setInterval(lookAgain, LOOK_AGAIN);
setInterval(hold, 30000);

const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => /(staff|vertaler)\.css/.test(link.href));
const ready = sheets.filter((link) => !link.sheet).map(
  (link) => new Promise((done) => ["load", "error"].forEach((name) => link.addEventListener(name, done, { once: true }))),
);
Promise.all(ready).then(async () => {
  now.chrome = remembered(localStorage, LANGUAGE) || "nl";
  const drawn = await drawShell();
  root.hidden = false;
  if (!drawn) return;
  now.chrome = document.documentElement.lang;
  const tab = Object.keys(TABS).find((name) => window.location.hash === `#${TABS[name]}`) || "answers";
  await chooseTab(tab);
});
