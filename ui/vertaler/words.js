// --- fixed words: a list to search -----------------------------------------------------------------------------------

const terms = { shown: false, language: null };

async function showWords() {
  if (terms.shown) return;
  const answer = await call("words", { language: terms.language });
  if (answer.closed) return;
  if (answer.fault) {
    notice(answer.fault);
    return;
  }
  panelOf("terms").innerHTML = answer.html;
  Object.assign(terms, { shown: true, language: answer.language });
}

// As searchable() of the server: small letters without accents.
const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").trim();

function siftWords() {
  const words = fold(find("words-search").value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of find("words-rows").children) {
    row.hidden = !words.every((word) => row.dataset.search.includes(word));
    if (!row.hidden) shown += 1;
  }
  find("words-note").textContent = shown ? t("words.count", { number: shown }) : t("words.none");
}
