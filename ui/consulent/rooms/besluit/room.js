// The days that stand in the fields of a date: the server says what each would start.
const days = {};

rooms.besluit = {
  options: () => ({ ...days }),
  done: () => { for (const name of Object.keys(days)) delete days[name]; },
};

root.addEventListener("change", (event) => {
  const name = event.target.dataset && event.target.dataset.date;
  if (!name || here.room !== "besluit") return;
  days[name] = event.target.value;
  refreshRoom();
});
