// The rooms of the desk: one way to show them, one way to act in them. A room's own script adds what only it needs:
//   rooms.plan = { options: () => ({…}), shown: (place) => {…} };
const rooms = {};
const here = { room: null, mark: null, acting: 0, looks: 0, shown: 0 };

function roomPlace() { return find("room"); }

// What the room's own script wants to see of it: a chosen section, a search.
function roomOptions() {
  const own = rooms[here.room];
  return own && own.options ? own.options() : {};
}

// Called with every look of the page; gives nothing when no room is open.
async function lookAtRoom() {
  if (!here.room) return;
  const look = here.looks += 1;
  const asked = { room: here.room, case: now.caseId, mark: here.mark, options: roomOptions() };
  const found = await server.room(asked);
  // an answer that was overtaken by a later question would put back what was there before
  if (asked.room !== here.room || asked.case !== now.caseId || look < here.shown) return;
  here.shown = look;
  if (found === null || found === undefined || found.closed) return;
  showRoom(found);
}

function showRoom(found) {
  const place = roomPlace();
  if (found.missing || found.fault) {
    place.replaceChildren();
    live(found.fault || "Dit is er niet (meer).");
    return;
  }
  here.mark = found.mark;
  if (found.html === undefined) return;
  patchElement(place, found.html);
  patchElement(find("tabs"), found.tabs || "");
  find("of").innerHTML = found.of || ""; // made harmless by the server
  document.title = `${found.label} – brede intake`;
  live("");
  const own = rooms[here.room];
  if (own && own.shown) own.shown(place);
  bringDraftsBack();
}

// The room again at once, for example because an option was chosen.
function refreshRoom() {
  here.mark = null;
  return lookAtRoom();
}

function enterRoom(room) {
  if (room === here.room) return false;
  here.room = room;
  here.mark = null;
  roomPlace().replaceChildren();
  if (!room) find("of").textContent = "";
  roomPlace().hidden = !room;
  root.dataset.room = room || "";
  return true;
}

// --- acting: everything that is kept goes through here ----------------------------------------------------------------

const NO_ANSWER =
  "Geen antwoord: er is geen verbinding, of u bent niet meer ingelogd. Probeer het opnieuw. Het komt er niet dubbel in te staan.";

// What got no answer, with the mark it was sent with: it may be kept all the same, so it is sent again under that mark.
const unanswered = new Map();

function markOf(asked) {
  const key = JSON.stringify(asked);
  if (!unanswered.has(key)) {
    const random = crypto.getRandomValues(new Uint32Array(4));
    unanswered.set(key, Array.from(random, (one) => one.toString(36)).join("-"));
  }
  return unanswered.get(key);
}

// True when it is kept; else the fault stands in `place`, and what was typed stays.
async function act(name, data, place) {
  const fault = place ? place.querySelector("[data-decide-fault]") : null;
  if (fault) fault.textContent = "";
  here.acting += 1;
  const asked = { room: here.room, case: now.caseId, ...data, act: name };
  const done = await server.act({ ...asked, once: markOf(asked) });
  here.acting -= 1;
  if (done === null || done === undefined) {
    sayFault(fault, NO_ANSWER);
    trouble();
    return null;
  }
  unanswered.delete(JSON.stringify(asked));
  if (done.fault) {
    if (done.overtaken) await lookAgain(place);
    sayFault(fault && fault.isConnected ? fault : null, done.fault);
    const wrong = place && done.field ? place.querySelector(`[name="${CSS.escape(done.field)}"]`) : null;
    if (wrong) {
      wrong.setAttribute("aria-invalid", "true");
      wrong.focus();
    }
    return done.again ? done : null;
  }
  if (place) for (const once of place.querySelectorAll("[aria-invalid]")) once.removeAttribute("aria-invalid");
  return done;
}

// A colleague was first: what is there now is shown, and the next try counts for that. A dialog hides the page, so it is
// closed and opened again first.
function lookAgain(place) {
  const form = place ? place.closest("form[data-act]") : null;
  if (form && !form.closest("dialog")) delete form.dataset.uiBegun;
  return refreshRoom();
}

function sayFault(place, text) {
  if (place) place.textContent = text;
  else notice(text);
}

// The fields of a form as an object: many checkboxes become a list, [data-row] groups become a list of objects.
function formData(form) {
  const data = {};
  for (const input of form.elements) {
    if (!input.name || input.closest("[data-row]") || input.disabled) continue;
    readInput(data, input);
  }
  for (const row of form.querySelectorAll("[data-row]")) {
    const name = row.dataset.row, one = {};
    for (const input of row.querySelectorAll("[name]")) readInput(one, input);
    data[name] = data[name] || [];
    if (Object.values(one).some((value) => value !== "")) data[name].push(one);
  }
  return data;
}

function readInput(data, input) {
  if (input.type === "radio") { if (input.checked) data[input.name] = input.value; }
  else if (input.type === "checkbox" && "many" in input.dataset) {
    data[input.name] = data[input.name] || [];
    if (input.checked) data[input.name].push(input.value);
  } else if (input.type === "checkbox") data[input.name] = input.checked;
  else if ("json" in input.dataset) data[input.name] = JSON.parse(input.value);
  else data[input.name] = input.value;
}

async function submitForm(form) {
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  const done = await act(form.dataset.act, formData(form), form);
  button.disabled = false;
  if (!done) return;
  forgetDraft(form);
  delete form.dataset.uiBegun;
  const dialog = form.closest("dialog");
  if (dialog) dialog.close();
  if (!("stays" in form.dataset)) form.reset();
  const fold = form.closest("details[data-closes]");
  if (fold) fold.open = false;
  if (done.go) window.location.hash = done.go;
  if (done.fetch) await fetchFile(done.fetch, form);
  const own = rooms[here.room];
  if (own && own.done) own.done(form.dataset.act, done, form);
  await refreshRoom();
}

// A file that was given out. Fetched here: a refusal is said in the form, it does not take the page away.
async function fetchFile(address, form) {
  const answer = await fetch(address).catch(() => null);
  if (!answer || !answer.ok) {
    const why = answer ? await answer.text() : "Er is geen verbinding. Probeer het opnieuw.";
    sayFault(form.querySelector("[data-decide-fault]"), why);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "")?.[1] || "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function pressButton(button) {
  if (button.disabled) return;
  button.disabled = true;
  const place = button.closest("[data-act-place]") || button.parentElement;
  const data = button.dataset.with ? JSON.parse(button.dataset.with) : {};
  const done = await act(button.dataset.press, data, place);
  button.disabled = false;
  if (!done) return;
  if (done.go) window.location.hash = done.go;
  const own = rooms[here.room];
  if (own && own.done) own.done(button.dataset.press, done, button);
  await refreshRoom();
}

window.addEventListener("beforeunload", (event) => { if (here.acting) event.preventDefault(); });

// --- what stood on the screen ([data-as-seen]) goes along with what is kept ------------------------------------------------
// It follows the page until the reader begins with the form: types in it, or opens its dialog. From then on it stays, so that
// what a colleague changed meanwhile is refused and told, and not overwritten.

root.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-act]");
  if (form) form.dataset.uiBegun = "";
});
function showDialog(dialog) {
  for (const form of dialog.querySelectorAll("form[data-act]")) form.dataset.uiBegun = "";
  dialog.showModal();
}
root.addEventListener("close", (event) => {
  for (const form of event.target.querySelectorAll("form[data-act]")) delete form.dataset.uiBegun;
  for (const fault of event.target.querySelectorAll("[data-decide-fault]")) fault.textContent = "";
  refreshRoom();
}, true);  // "close" does not bubble

root.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-act]")) return;
  event.preventDefault();
  submitForm(form);
});
root.addEventListener("click", (event) => {
  const press = event.target.closest("[data-press]");
  if (press) { pressButton(press); return; }
  const open = event.target.closest("[data-show]");
  if (open) { showDialog(document.getElementById(open.dataset.show)); return; }
  if (event.target.closest("[data-hide]")) { event.target.closest("dialog").close(); return; }
});
