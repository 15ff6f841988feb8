// The sheet goes to paper as it stands: the rest of the page is left out by the print part of its style sheet.
root.addEventListener("click", (event) => { if (event.target.closest("[data-print-sheet]")) window.print(); });
