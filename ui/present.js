// Somebody is at this desk: a touch or a key says so to the server, once a minute at most. Without it a session ends by itself;
// a page that only asks for news says nothing here.
(() => {
  const EVERY = 60_000;
  let told = 0;
  const tell = () => {
    if (Date.now() - told < EVERY) return;
    told = Date.now();
    fetch("/aanwezig", { method: "POST", cache: "no-store" }).catch(() => { told = 0; });
  };
  for (const what of ["pointerdown", "keydown", "wheel", "touchmove"]) document.addEventListener(what, tell, { capture: true, passive: true });
})();
