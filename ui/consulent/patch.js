// Brings an element up to date with new HTML of the server and leaves alone what the reader is doing with it:
// elements that stay (same data-key, else same place and tag) keep their focus, scroll, selection and opened folds.
function patchElement(element, html) {
  const fresh = element.cloneNode(false);
  fresh.innerHTML = html;
  const changed = [];
  patchChildren(element, fresh, changed);
  return changed;  // elements whose data-mark moved, or that are new and carry one
}

function patchChildren(old, fresh, changed) {
  const keyed = new Map();
  for (const child of old.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let place = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const key = wanted.nodeType === Node.ELEMENT_NODE ? wanted.dataset.key : undefined;
    let kept = key ? keyed.get(key) : place;
    if (kept && !sameKind(kept, wanted)) kept = undefined;
    if (!kept) {
      old.insertBefore(wanted, place);
      if (wanted.nodeType === Node.ELEMENT_NODE && wanted.dataset.mark) changed.push(wanted);
      continue;
    }
    if (kept === place) place = place.nextSibling;
    else move(old, kept, place);
    patchNode(kept, wanted, changed);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function sameKind(kept, wanted) {
  if (kept.nodeType !== wanted.nodeType) return false;
  if (kept.nodeType !== Node.ELEMENT_NODE) return true;
  return kept.tagName === wanted.tagName && kept.dataset.key === wanted.dataset.key;
}

function move(parent, child, place) {
  const focused = child.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(child, place);
  if (focused) focused.focus({ preventScroll: true });
}

function patchNode(kept, wanted, changed) {
  if (kept.nodeType !== Node.ELEMENT_NODE) {
    if (kept.nodeValue !== wanted.nodeValue) kept.nodeValue = wanted.nodeValue;
    return;
  }
  // somebody writes in it, or reads what went wrong
  if (kept.matches("[data-left-alone], [data-decide-fault]")) return;
  if (wanted.dataset.mark && wanted.dataset.mark !== kept.dataset.mark) changed.push(kept);
  for (const { name } of [...kept.attributes]) {
    if (!wanted.hasAttribute(name) && !isReaders(kept, name)) kept.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (kept.getAttribute(name) !== value && !isReaders(kept, name)) kept.setAttribute(name, value);
  }
  patchChildren(kept, wanted, changed);
}

// Where the server says what is current; elsewhere this page does.
const CURRENT_OF_SERVER = ".cs-tabs, .cs-iv-rail-topics";

// What the reader set, or this page set for the reader: an opened fold, a chosen filter, a mark of ours.
function isReaders(element, name) {
  if (name === "value" && element.matches("[data-as-seen]")) return Boolean(element.closest("[data-ui-begun]"));
  return name === "open" || (name === "aria-current" && !element.closest(CURRENT_OF_SERVER))
    || name === "hidden" || name.startsWith("data-ui-")
    || (element.tagName === "INPUT" && (name === "checked" || name === "value"));
}
