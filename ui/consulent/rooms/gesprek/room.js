// The interview: one question at a time. Where the consulent is, and what is typed and not kept yet, stays in this window
// (sessionStorage), so that loading the page again loses nothing.
(() => {  // a scope of its own: functions of a mere block would take the place of the page's own of the same name
const talk = { case: null, place: null, possible: null, mine: "", pending: null, sure: false, keeping: false, moved: false };
const WHERE = "gesprek.waar.", DRAFT = "gesprek.klad.";

function recall() {
  if (talk.case === now.caseId) return;
  let place = null;
  try { place = JSON.parse(sessionStorage.getItem(WHERE + now.caseId)); } catch { /* nothing usable was kept */ }
  Object.assign(talk, { case: now.caseId, place: place || { volgorde: "open" }, possible: null, mine: "", pending: null, sure: false });
}

function remember() { sessionStorage.setItem(WHERE + talk.case, JSON.stringify(talk.place)); }

function answerForm() { return roomPlace().querySelector("[data-answer-form]"); }

function nameOf(place) { return place.nummer ? `${place.vraag}#${place.nummer}` : place.vraag; }

function whole(text) { return text === "" || text === undefined ? null : Number(text); }

function options() {
  recall();
  const form = answerForm(), asked = { ...talk.place };
  if (form && talk.place.vraag && form.dataset.name === nameOf(talk.place)) asked.gezien = whole(form.elements.gezien.value);
  if (talk.possible) Object.assign(asked, talk.possible);
  if (talk.mine) asked.mijn = talk.mine;
  if (talk.sure) asked.zeker = true;
  return asked;
}

// --- going from question to question ----------------------------------------------------------------------------------

async function go(address) {
  if (!address) return;
  await keepTyped();
  recall();
  talk.place = { vraag: address.vraag, nummer: address.nummer, volgorde: talk.place.volgorde };
  Object.assign(talk, { possible: null, mine: "", pending: null, sure: false, moved: true });
  remember();
  await refreshRoom();
}

function shown(place) {
  const form = answerForm();
  if (!form) return;
  const name = form.elements.vraag.value, number = whole(form.elements.nummer.value);
  if (talk.place.vraag !== name || (talk.place.nummer ?? null) !== number) {
    talk.place = { ...talk.place, vraag: name, nummer: number };
    remember();
  }
  if (form.dataset.uiMet !== form.dataset.name) {
    form.dataset.uiMet = form.dataset.name;
    restore(form);
  }
  setDirection(form);
  sayAgain(form);
  if (!talk.moved) return;
  talk.moved = false;
  const here = place.querySelector("[aria-current=step]");
  if (here) here.scrollIntoView({ block: "nearest" });
  find("case").scrollTop = 0;
  const first = form.querySelector("textarea, input:not([type=hidden], [type=radio]), .cs-iv-pick") || place.querySelector("#cs-question");
  first.focus({ preventScroll: true });
}

// --- what is typed and not kept yet -----------------------------------------------------------------------------------

function fieldsOf(form) { return [...form.querySelectorAll("[data-draft]")]; }

function typed(form) { return Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value])); }

function restore(form) {
  form.uiStart = typed(form);
  let draft = null;
  try { draft = JSON.parse(sessionStorage.getItem(`${DRAFT}${talk.case}.${form.dataset.name}`)); } catch { /* no draft */ }
  if (!draft) return;
  for (const field of fieldsOf(form)) if (draft[field.name] !== undefined) field.value = draft[field.name];
  const language = form.querySelector(`[name=taal][value="${draft.taal}"]`);
  if (language) language.checked = true;
  say(form, "Nog niet bewaard");
}

function keepDraft(form) {
  const language = form.querySelector("[name=taal]:checked");
  const draft = { ...typed(form), taal: language ? language.value : "nl" };
  sessionStorage.setItem(`${DRAFT}${talk.case}.${form.dataset.name}`, JSON.stringify(draft));
}

function dropDraft(form) { sessionStorage.removeItem(`${DRAFT}${talk.case}.${form.dataset.name}`); }

function changed(form) {
  const start = form.uiStart || {}, written = typed(form);
  return Object.keys(written).some((name) => written[name] !== (start[name] || "")) && Object.values(written).some((text) => text.trim());
}

// What was said about keeping stays when the room is brought up to date; the server knows nothing of it.
function say(form, text) {
  form.uiSaid = text;
  form.querySelector("[data-kept]").textContent = text;
}

function sayAgain(form) {
  form.querySelector("[data-kept]").textContent = form.uiSaid || "";
  if (form.uiFault) form.querySelector("[data-decide-fault]").textContent = form.uiFault;
}

function setDirection(form) {
  const words = form.querySelector("[name=tekst]"), own = form.querySelector("[name=taal][value=eigen]");
  if (words && own) words.lang = own.checked ? form.elements.taalcode.value : "nl";
}

// What is typed is kept when the field is left, as far as it can be kept: without a talk it stays where it is.
async function keepTyped() {
  const form = answerForm();
  if (!form || !changed(form) || form.dataset.mayKeep !== "ja" || talk.keeping) return;
  await keep(form, {}, true);
}

// --- keeping ----------------------------------------------------------------------------------------------------------

function entered(form) {
  const language = form.querySelector("[name=taal]:checked");
  const data = { soort: form.dataset.kind === "date" ? "datum" : "tekst", taal: language ? language.value : "nl" };
  for (const field of fieldsOf(form)) data[field.name] = field.value;
  return data;
}

async function keep(form, more, stays) {
  if (talk.keeping) return;
  const data = {
    vraag: form.elements.vraag.value, nummer: whole(form.elements.nummer.value), gezien: whole(form.elements.gezien.value),
    volgorde: talk.place.volgorde, ...entered(form), ...more,
  };
  await send(form, "keep", data, stays);
}

async function send(form, name, data, stays) {
  talk.keeping = true;
  form.uiFault = "";
  const done = await act(name, data, form);
  talk.keeping = false;
  if (!done) { say(form, "Nog niet bewaard"); return; }
  if (done.fault) { await leaveOpen(form, name, data, done); return; }
  dropDraft(form);
  form.uiFault = "";
  Object.assign(talk, { possible: null, mine: "", pending: null, sure: false });
  form.elements.gezien.value = done.gezien ?? "";
  form.uiStart = typed(form);
  say(form, "Bewaard");
  if (stays || !done.volgende) { await refreshRoom(); return; }
  for (const field of fieldsOf(form)) field.value = "";
  form.dataset.uiMet = "";
  talk.place = { ...talk.place, ...done.volgende };
  talk.moved = true;
  remember();
  await refreshRoom();
}

// Not kept, and the consulent decides how to go on: words with several meanings, somebody else's answer, entries that would fall.
async function leaveOpen(form, name, data, done) {
  say(form, "Nog niet bewaard");
  form.uiFault = done.fault;
  talk.possible = done.mogelijk ? { mogelijk: done.mogelijk, tekst: data.tekst, taal: data.taal } : null;
  if (done.veranderd) Object.assign(talk, { mine: done.mijn, pending: { name, data } });
  talk.sure = Boolean(done.zeker);
  await refreshRoom();
}

function lookedAt(form, seen) {
  form.elements.gezien.value = seen;
  form.uiFault = "";
  form.querySelector("[data-decide-fault]").textContent = "";
  Object.assign(talk, { mine: "", pending: null });
}

rooms.gesprek = { options, shown };

function inRoom(event) { return here.room === "gesprek" && event.target.closest && event.target.closest("[data-room]"); }

root.addEventListener("click", async (event) => {
  const elsewhere = event.target.closest("[data-ask-in-talk]");
  if (elsewhere) {
    const address = JSON.parse(elsewhere.dataset.askInTalk);
    recall();
    talk.place = { vraag: address.vraag, nummer: address.nummer, volgorde: talk.place.volgorde };
    talk.moved = true;
    remember();
    window.location.hash = `zaak=${now.caseId}/gesprek`;
    return;
  }
  if (!inRoom(event)) return;
  const button = event.target.closest("button"), form = answerForm();
  if (!button) return;
  if (button.dataset.go) { await go(JSON.parse(button.dataset.go)); return; }
  if (!form) return;
  if (button.dataset.value !== undefined) {
    const sure = button.dataset.sure !== undefined ? { zeker: true } : {};
    await keep(form, { soort: "waarde", waarde: JSON.parse(button.dataset.value), tekst: "", ...sure }, false);
  } else if (button.dataset.state) await keep(form, { soort: "stand", stand: button.dataset.state, tekst: "" }, false);
  else if (button.dataset.means !== undefined) {
    const words = talk.possible || {};
    await keep(form, { soort: "waarde", waarde: JSON.parse(button.dataset.means), tekst: words.tekst, taal: words.taal }, false);
  } else if (button.dataset.noMore) {
    await keep(form, {
      soort: "waarde", waarde: false, tekst: "", nummer: Number(button.dataset.noMore), gezien: whole(button.dataset.seen),
    }, false);
  } else if (button.dataset.confirm !== undefined) {
    const data = { vraag: form.elements.vraag.value, nummer: whole(form.elements.nummer.value), gezien: whole(form.elements.gezien.value) };
    await send(form, "confirm", data, true);
  } else if (button.dataset.insist !== undefined && talk.pending) {
    const { name, data } = talk.pending;
    lookedAt(form, button.dataset.insist);
    await send(form, name, { ...data, gezien: whole(button.dataset.insist) }, false);
  } else if (button.dataset.agree !== undefined) {
    const dropped = Boolean(talk.mine);
    lookedAt(form, button.dataset.agree);
    if (dropped) {
      dropDraft(form);
      for (const field of fieldsOf(form)) field.value = "";
      form.uiStart = typed(form);
      say(form, "");
    }
    await refreshRoom();
  }
});

root.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-answer-form]")) return;
  event.preventDefault();
  await keep(event.target, {}, false);
});

root.addEventListener("input", (event) => {
  const form = event.target.closest("[data-answer-form]");
  if (!form || !event.target.matches("[data-draft], [name=taal]")) return;
  setDirection(form);
  if (talk.possible) talk.possible = null;
  keepDraft(form);
  say(form, changed(form) ? "Nog niet bewaard" : "");
});

root.addEventListener("focusout", (event) => {
  const form = event.target.closest("[data-answer-form]");
  if (!form || !event.target.matches("[data-draft]")) return;
  // a button of the form, a choice of its language or the next part of the date is still the same answer
  const next = event.relatedTarget;
  if (next && (form.contains(next) || next.closest("[data-go], [data-insist], [data-agree], [data-means]"))) return;
  keepTyped();
});

root.addEventListener("change", (event) => {
  if (event.target.name !== "cs-order" || !inRoom(event)) return;
  recall();
  talk.place = { ...talk.place, volgorde: event.target.value };
  remember();
  refreshRoom();
});

document.addEventListener("keydown", (event) => {
  if (here.room !== "gesprek" || root.querySelector("dialog[open]")) return;
  const steps = { ArrowRight: "following", ArrowDown: "following", ArrowLeft: "previous", ArrowUp: "previous" };
  if (event.altKey && !event.ctrlKey && !event.metaKey && steps[event.key]) {
    event.preventDefault();
    const button = roomPlace().querySelector(`[data-key=${steps[event.key]}]`);
    if (button) go(JSON.parse(button.dataset.go));
    return;
  }
  const form = event.target.closest && event.target.closest("[data-answer-form]");
  if (form && event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("[data-draft]")) {
    event.preventDefault();
    if (form.dataset.mayKeep === "ja") keep(form, {}, false);
  }
});
})();
