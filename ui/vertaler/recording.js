// --- a text read aloud: assets/recorder.js listens, the address /opnamen/tekst keeps -----------------------------------

const sound = { running: null, take: null };

function recorderOf(place) {
  const able = Boolean(place) && Boolean(window.Recorder) && window.Recorder.supported();
  stopRecording();
  if (place) {
    find("record", place).hidden = !able;
    if (!able) recordState(place, t("record.not_here"));
  }
}

function stopRecording() {
  if (sound.running) sound.running.cancel();
  Object.assign(sound, { running: null, take: null });
}

function recordState(place, text) {
  find("record-state", place).textContent = text;
}

function recordButtons(place, shown) {
  for (const name of ["record", "record-stop", "record-send", "record-drop"]) find(name, place).hidden = !shown.includes(name);
}

async function startRecording(place) {
  recordState(place, "");
  try {
    sound.running = await window.Recorder.start(
      Number(place.dataset.longest), (seconds) => recordState(place, t("record.running", { seconds })), (take) => tookRecording(place, take),
    );
  } catch {
    recordState(place, t("record.denied"));
    return;
  }
  recordButtons(place, ["record-stop"]);
  find("record-stop", place).focus();
}

function tookRecording(place, take) {
  if (!place.isConnected) return;
  Object.assign(sound, { running: null, take });
  const player = find("sound", place);
  player.src = URL.createObjectURL(take.blob);
  player.hidden = false;
  find("sound-back", place).hidden = true;
  recordState(place, t("record.listen_first"));
  recordButtons(place, ["record-send", "record-drop"]);
  find("record-send", place).focus();
}

async function sendRecording(place) {
  const take = sound.take, { language, about } = place.dataset;
  if (!take) return;
  find("record-send", place).disabled = true;
  try {
    await window.Recorder.send(`/opnamen/tekst?taal=${encodeURIComponent(language)}&tekst=${encodeURIComponent(about)}`, take);
  } catch (trouble) {
    recordState(place, trouble.text || t("record.not_kept"));
    find("record-send", place).disabled = false;
    return;
  }
  sound.take = null;
  await openText(about, { focus: false });
  say(t("record.kept"));
  const fresh = find("recorder");
  if (fresh) {
    recordState(fresh, t("record.kept"));
    find("record", fresh).focus();
  }
}

async function takeSoundBack(place) {
  const number = /\d+$/.exec(find("sound", place).getAttribute("src") || "");
  let gone = false;
  try { gone = (await fetch(`/opnamen/tekst/terug?nummer=${number}`, { method: "POST" })).ok; } catch { /* said below */ }
  if (!gone) {
    recordState(place, t("fault"));
    return;
  }
  await openText(place.dataset.about, { focus: false });
  const fresh = find("recorder");
  if (fresh) {
    recordState(fresh, t("record.gone"));
    find("record", fresh).focus();
  }
}

async function dropRecording(place) {
  stopRecording();
  await openText(place.dataset.about, { focus: false });
  if (find("record")) find("record").focus();
}
