// Which document is looked at. The choice belongs to one case: another case begins with none.
const looked = { case: null, kijk: null, versie: null };

rooms.documenten = {
  options: () => (looked.case === now.caseId ? { kijk: looked.kijk, versie: looked.versie } : {}),
};

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-look]");
  if (!button || here.room !== "documenten") return;
  const asked = JSON.parse(button.dataset.look);
  const same = looked.case === now.caseId && looked.kijk === asked.kijk && looked.versie === asked.versie;
  Object.assign(looked, { case: now.caseId }, same ? { kijk: null, versie: null } : asked);
  refreshRoom();
});
