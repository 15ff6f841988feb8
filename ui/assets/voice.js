/* The person's recorder: explains, asks once, records, lets the person listen, sends, and never loses a take by itself.
   Loaded by chat.js only when somebody wants to speak. `tools` are chat.js's own: el, big, icon, word, announce, accept. */
(function () {
  "use strict";

  window.Voice = function (tools, longestMs) {
    var el = tools.el, big = tools.big, word = tools.word;
    var place = el("section", { "class": "stem", "aria-label": word("voice") });
    var running = null, take = null, id = null, sound = null, fault = "", explained = null;

    function show(parts) {
      place.textContent = "";
      parts.forEach(function (part) { if (part) place.appendChild(part); });
      var first = place.querySelector("button");
      if (first) first.focus({ preventScroll: true });
    }

    function problem() {
      return fault ? el("p", { "class": "melding fout", role: "alert" }, fault) : null;
    }

    function cancel() {
      return big(word("voice_cancel"), "zacht", function () { close(); tools.back(); });
    }

    function askFirst() {
      show([
        el("div", {}, tools.sentences(word("voice_consent")).map(function (one) { return el("p", { "class": "mededeling" }, one); })),
        tools.listenButton(explained ? [["", explained]] : []),
        problem(),
        big(word("voice_agree"), "hoofd", function () { consent(true).then(ready, failed); }),
        big(word("voice_rather_not"), "gewoon", function () { close(); tools.back(); })
      ]);
    }

    function consent(yes) {
      return window.fetch("/opnamen/toestemming?ja=" + (yes ? "1" : "0"), { method: "POST", credentials: "same-origin" })
        .then(function (response) {
          return response.json().then(function (said) {
            if (!response.ok) throw { text: said.text };
            return said;
          });
        });
    }

    function failed(reason) {
      fault = reason && reason.text || word("voice_waits");
      askFirst();
    }

    function ready() {
      forget();
      show([
        problem(),
        big(word("voice_start"), "hoofd", begin, { "data-opnemen": true }),
        cancel(),
        big(word("voice_stop_using"), "zacht", function () {
          consent(false).then(function (said) {
            tools.announce(word("voice_gone", { count: said.destroyed }));
            close();
            tools.back(word("voice_gone", { count: said.destroyed }));
          }, failed);
        })
      ]);
    }

    function begin() {
      fault = "";
      window.Recorder.start(longestMs, tick, taken).then(function (now) {
        running = now;
        show([
          el("p", { "class": "klok", role: "timer" }, tools.icon("mic"), el("span", { "data-seconden": true }, word("voice_running", { seconds: 0 }))),
          big(word("voice_stop"), "hoofd", function () { running.stop(); }, { "data-klaar": true }),
          big(word("voice_cancel"), "zacht", function () { close(); tools.back(); })
        ]);
        tools.announce(word("voice_running", { seconds: 0 }));
      }, function () {
        fault = word("voice_denied");
        ready();
      });
    }

    function tick(seconds) {
      var clock = place.querySelector("[data-seconden]");
      if (clock) clock.textContent = word("voice_running", { seconds: seconds });
    }

    function taken(made) {
      running = null;
      take = made;
      id = tools.newId();
      fault = "";
      offer();
    }

    function offer() {
      if (!sound) sound = window.URL.createObjectURL(take.blob);
      var player = el("audio", { src: sound, controls: true, "aria-label": word("voice_play"), preload: "metadata" });
      show([
        problem(),
        player,
        big(word("voice_send"), "hoofd", deliver, { "data-versturen": true }),
        big(word("voice_again"), "gewoon", function () { fault = ""; ready(); }),
        cancel()
      ]);
    }

    function deliver() {
      var sending = take;
      Array.prototype.forEach.call(place.querySelectorAll("button"), function (one) { one.disabled = true; });
      // the same id on every try: the server knows a repeat
      window.Recorder.send("/opnamen/antwoord?bericht=" + encodeURIComponent(id) + "&vraag=" + encodeURIComponent(tools.promptId), sending)
        .then(function (reply) { close(); tools.accept(reply); }, function (reason) {
          if (take !== sending) return;
          if (reason.status === 403) { fault = ""; askFirst(); return; }
          fault = reason.text || word("voice_waits");
          offer();
          if (reason.offline || reason.status === 503) window.setTimeout(function () { if (take === sending && place.isConnected) deliver(); }, 4000);
        });
    }

    function forget() {
      if (sound) window.URL.revokeObjectURL(sound);
      sound = take = id = null;
    }

    function close() {
      if (running) running.cancel();
      running = null;
      forget();
    }

    window.fetch("/opnamen/toestemming", { credentials: "same-origin" }).then(function (response) { return response.json(); })
      .then(function (said) { explained = said.listen; if (said.agreed) ready(); else askFirst(); }, failed);
    return { element: place, close: close };
  };
})();
