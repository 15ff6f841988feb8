// A file is read in the browser and sent as text: first to look at, then to take over.
let chosen = null;

// Files of older systems are often not in UTF-8; the words must come over as they are.
async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return new TextDecoder("windows-1252").decode(bytes); }
}

async function lookAtFile(form) {
  const file = form.elements.file.files[0], own = form.elements.own.files[0];
  const fault = form.querySelector("[data-decide-fault]");
  if (!file) { fault.textContent = "Kies eerst een bestand."; return; }
  if (file.size > 5000000) { fault.textContent = "Dit bestand is te groot: hoogstens 5 MB."; return; }
  chosen = {
    text: await textOf(file), name: file.name, mapping: form.elements.mapping.value,
    own_mapping: form.elements.mapping.value === "own" && own ? await textOf(own) : "",
  };
  const done = await act("look", chosen, form);
  if (!done) return;
  Object.assign(chosen, { digest: done.digest, html: done.preview });
  roomPlace().querySelector("[data-preview]").innerHTML = done.preview;
}

async function takeFile(button) {
  button.disabled = true;
  const { html, ...asked } = chosen, done = await act("take", asked, button.parentElement);
  button.disabled = false;
  if (!done) return;
  roomPlace().querySelector("[data-preview]").innerHTML = done.preview;
  chosen = { html: done.preview };
}

root.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-import]")) return;
  event.preventDefault();
  lookAtFile(event.target);
});
root.addEventListener("change", (event) => {
  if (event.target.id === "import-mapping") roomPlace().querySelector("[data-own]").hidden = event.target.value !== "own";
});
root.addEventListener("click", (event) => { if (event.target.closest("[data-take]")) takeFile(event.target.closest("[data-take]")); });
rooms.invoer = {
  // the preview is the page's own: bringing the room up to date must not take it away
  shown: (place) => { if (chosen && chosen.html) place.querySelector("[data-preview]").innerHTML = chosen.html; },
};
