// A new code is shown once, in the same window as the code of a new case.
rooms.stand = {
  options: () => ({}),
  done: (name, done) => {
    if (name !== "new_code" && name !== "revoke_code") return;
    here.mark = null;  // that the code works, or no longer does, is no change of the case itself
    if (!done.html) return;
    find("form").hidden = true;
    find("card").innerHTML = done.html;
    find("card").hidden = false;
    find("dialog").showModal();
    find("card-title").focus();
  },
};
