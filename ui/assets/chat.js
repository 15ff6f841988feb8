/* The person's page. One screen at a time; the server says which, and this script shows it.
 *
 * Rules that hold everywhere in this file:
 * - what somebody wrote reaches the page through textContent only, isolated with <bdi dir="auto">;
 * - a message keeps its id on every retry, so that the server can tell a repeat from something new;
 * - what was typed and not yet kept stays in the field and in sessionStorage, per question;
 * - the language of a text decides nothing here: direction, letters and words all come with the data.
 * Written for phones of 2018 and later: no modules, no optional chaining, no build step.
 */
(function () {
  "use strict";

  var begin = JSON.parse(document.getElementById("begin").textContent);
  var root = document.getElementById("gesprek");

  var RETRY_WHILE_STARTING = 2000; // milliseconds between two tries while the dialogue server starts
  var RETRY_OFFLINE = 3000;
  var WORDS_AFTER = 500; // a wait shorter than this needs no words
  var MAX_BUTTONS = 6; // more than this gets a search field
  var MAX_FOUND = 8;
  var LONGEST_TEXT = begin.longest; // characters the core keeps as one answer

  var state = {
    view: null, // "languages" | "code" | "talk"
    language: null, // the language the page speaks now
    words: {}, // its texts
    screen: null, // the last Reply of the server
    code: "", // what stands in the code field
    codeProblem: "", // text under it
    sending: null, // the message on its way: {id, key, body, asked, label, typed}
    waiting: null, // typed words the dialogue server has not read yet; same shape
    slow: false, // the message on its way takes longer than WORDS_AFTER
    offline: false,
    problem: null, // text of what went wrong with the last try
    again: null, // the message of that try, to send again with the same id
    earlier: [], // [{question, answer, sensitive, covered}]
    showEarlier: false,
    showMore: false,
    showTyping: false,
    uncovered: {}, // lines and earlier answers that were touched
    secondFactProblem: "",
    typedLast: false // the last answer was typed: the keyboard is probably open
  };

  // --- small tools --------------------------------------------------------------------------------------------------

  function word(id, params) {
    var text = state.words[id] || "";
    Object.keys(params || {}).forEach(function (name) {
      text = text.split("{" + name + "}").join(String(params[name]));
    });
    return text;
  }

  /** Make an element. Attributes that are null or false are left out; children are elements or texts. */
  function el(tag, attributes) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      var value = attributes[name];
      if (value === null || value === undefined || value === false) return;
      if (name.slice(0, 2) === "on") element.addEventListener(name.slice(2), value);
      else if (name === "value") element.value = value;
      else element.setAttribute(name, value === true ? "" : value);
    });
    for (var i = 2; i < arguments.length; i++) {
      var child = arguments[i];
      if (child === null || child === undefined || child === false) continue;
      if (Array.isArray(child)) child.forEach(function (one) { if (one) element.appendChild(one); });
      else element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    }
    return element;
  }

  // Strokes on a field of 24 by 24. Those in MIRRORED point along the line of writing and turn with it.
  var ICONS = {
    back: "M19 12H5M11 6l-6 6 6 6",
    globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.5 9.500h17M3.5 14.500h17M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18",
    why: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.4 9.300a2.7 2.7 0 1 1 4 2.500c-.9.5-1.4 1-1.4 2M12 16.900v.1",
    skip: "M5 6l7 6-7 6zM13 6l7 6-7 6z",
    phone: "M6.500 3.500h3l1.500 4-2 1.500a11 11 0 0 0 6 6l1.500-2 4 1.500v3a2 2 0 0 1-2.200 2A16 16 0 0 1 4.500 5.700a2 2 0 0 1 2-2.200z",
    person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c.5-4 3.5-6 7.5-6s7 2 7.5 6",
    pause: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM10 9v6M14 9v6",
    more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
    send: "M4 12l16-7.500L14.5 20l-3-6.500zM11.5 13.500L20 4.5",
    check: "M5 12.500l4.5 4.500L19 7.5",
    change: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600z",
    lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.500M12 7.500v.1",
    problem: "M12 4L2.5 20h19zM12 10v4.500M12 17.300v.1",
    offline: "M3 3l18 18M8.5 15.500a5 5 0 0 1 7 0M5.2 12.300a10 10 0 0 1 4-2.400M13.5 9.600a10 10 0 0 1 5.3 2.700M12 19.300v.1",
    clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500V12l3 2",
    down: "M6 9.500l6 6 6-6",
    pen: "M4 20l1-4L16 5l3 3L8 19zM13 20h7",
    letter: "M3.500 6h17v12h-17zM3.500 7l8.500 6.500L20.500 7",
    stop: "M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
    listen: "M4 9.5v5h3.5L12 18V6L7.5 9.5zM15 9a4 4 0 0 1 0 6M17.5 6.5a8 8 0 0 1 0 11",
    mic: "M12 3.500a2.8 2.8 0 0 0-2.800 2.8v5.400a2.8 2.8 0 0 0 5.6 0V6.300A2.8 2.8 0 0 0 12 3.500zM5.5 11.500a6.5 6.5 0 0 0 13 0M12 18v3",
    leave: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9"
  };
  var MIRRORED = { back: true, send: true, leave: true, skip: true };

  function icon(name) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
    svg.setAttribute("class", "teken" + (MIRRORED[name] ? " draait" : "") + (name === "more" ? " stevig" : ""));
    var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[name]);
    svg.appendChild(path);
    return svg;
  }

  // Controls become a visible mark; marks that turn the direction of writing are taken out.
  var CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g;
  var OVERRIDES = /[\u202a-\u202e]/g;
  var ISOLATES = /[\u2066-\u2069]/g;

  /** Words of a person: shown as they are, but unable to change anything around them. */
  function said(text, tag) {
    var shown = String(text).replace(CONTROLS, "\ufffd").replace(OVERRIDES, "").replace(ISOLATES, "");
    return el(tag || "bdi", { dir: "auto", "class": "gezegd" }, shown);
  }

  /** A text of ours, which may carry somebody's words inside isolates. */
  function ours(text) {
    return String(text).replace(CONTROLS, "\ufffd").replace(OVERRIDES, "");
  }

  function newId() {
    var crypto = window.crypto || window.msCrypto;
    if (crypto.randomUUID) return crypto.randomUUID(); // only exists over https and on localhost
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /** Any decimal digit of the scripts our languages use, as 0–9. */
  function plainDigits(text) {
    return text.replace(/[\u0660-\u0669]/g, function (d) { return String(d.charCodeAt(0) - 0x660); })
      .replace(/[\u06f0-\u06f9]/g, function (d) { return String(d.charCodeAt(0) - 0x6f0); });
  }

  /** How two spellings are compared in a search: no case, no marks, one form of each Arabic letter. */
  function searchable(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d]/g, "")
      .replace(/[\u064a\u0649]/g, "\u06cc").replace(/\u0643/g, "\u06a9").replace(/[\u0622\u0623\u0625]/g, "\u0627")
      .replace(/\u0629/g, "\u0647").toLowerCase().trim();
  }

  // --- what stays in the browser: unsent words, for as long as this tab is open -----------------------------------------

  var memory = {
    get: function (key) { try { return window.sessionStorage.getItem(key) || ""; } catch (fault) { return ""; } },
    set: function (key, value) {
      try {
        if (value) window.sessionStorage.setItem(key, value);
        else window.sessionStorage.removeItem(key);
      } catch (fault) { /* a browser that forbids storage: the field itself still holds the words */ }
    },
    forget: function (prefix) {
      try {
        Object.keys(window.sessionStorage).forEach(function (key) {
          if (key.indexOf(prefix) === 0) window.sessionStorage.removeItem(key);
        });
      } catch (fault) { /* nothing was kept */ }
    },
    clear: function () { try { window.sessionStorage.clear(); } catch (fault) { /* nothing was kept */ } }
  };

  function draftKey() { return "concept " + (state.screen ? state.screen.prompt_id : ""); }
  function draft() { return memory.get(draftKey()); }
  function dateKey(prompt) { return "datum " + prompt.question + " " + prompt.entry; }
  function keepDraft(text) { memory.set(draftKey(), text); }

  // --- talking to the server ----------------------------------------------------------------------------------------------

  var visit = 0; // grows when the person leaves in a hurry: what was asked before that is answered to nobody
  var nobody = new Promise(function () { /* never answers */ });

  function ask(method, path, body) {
    var asker = visit;
    var options = { method: method, credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } };
    if (body) {
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(body);
    }
    var timer = null;
    if (window.AbortController) {
      var abort = new AbortController();
      options.signal = abort.signal;
      timer = window.setTimeout(function () { abort.abort(); }, 25000);
    }
    return window.fetch(path, options).then(function (response) {
      window.clearTimeout(timer);
      // half an answer (the server ended while it spoke) is none: the same message goes again
      var broken = function (fault) { if (response.ok) { setOffline(true); throw fault; } return {}; };
      return response.json().catch(broken).then(function (data) {
        if (asker !== visit) return nobody;
        setOffline(false);
        return { status: response.status, data: data };
      });
    }, function (fault) {
      window.clearTimeout(timer);
      if (asker !== visit) return nobody;
      setOffline(true);
      throw fault;
    });
  }

  function setOffline(now) {
    if (state.offline === now) return;
    state.offline = now;
    renderBanner();
  }

  var html = document.documentElement;
  var page = { lang: html.lang, dir: html.dir, className: html.className, title: document.title };

  /** Say of the page what it is. Gradio, once it starts, would make it an English page again. */
  function nameThePage() {
    ["lang", "dir", "className"].forEach(function (name) { if (html[name] !== page[name]) html[name] = page[name]; });
    if (document.title !== page.title) document.title = page.title;
  }

  function speak(language) {
    var known = begin.languages.filter(function (one) { return one.code === language; })[0];
    function use(about, words) {
      state.language = about.code;
      state.words = words;
      page = { lang: about.code, dir: about.dir, className: about.letters, title: word("title") };
      nameThePage();
    }
    if (state.language === language) return Promise.resolve();
    if (begin.words && begin.screen && begin.screen.language === language) {
      use(known, begin.words);
      return Promise.resolve();
    }
    var path = "/gesprek/woorden?taal=" + encodeURIComponent(language) + "&versie=" + begin.wordsVersion;
    return window.fetch(path, { credentials: "same-origin" }).then(function (response) {
      if (!response.ok) throw new Error("no words");
      return response.json();
    }).then(function (data) {
      setOffline(false);
      use(data, data.words);
    });
  }

  /** Send an answer. The same words to the same question keep their id, also after a reload. */
  function send(message) {
    if (state.sending) return; // a second press, or Enter twice: the first one is on its way
    var promptId = state.screen.prompt_id;
    var typed = typeof message.text === "string";
    var key = "id " + promptId + " " + (typed ? message.text : message.button);
    var id = memory.get(key) || newId();
    memory.set(key, id);
    var body = { message_id: id, prompt_id: promptId, language: state.language };
    if (typed) body.text = message.text;
    else body.button = message.button;
    state.problem = null;
    state.again = null;
    state.typedLast = typed;
    deliver({ id: id, key: key, body: body, asked: state.screen, label: message.label, typed: typed });
  }

  function deliver(message) {
    state.sending = message;
    state.slow = false;
    renderBusy();
    window.setTimeout(function () {
      if (state.sending === message) {
        state.slow = true;
        renderBusy();
      }
    }, WORDS_AFTER);
    ask("POST", "/gesprek/beurt", message.body).then(function (answer) {
      state.sending = null;
      if (answer.status === 200) accept(answer.data, message);
      else if (answer.status === 202) waitFor(message);
      else refuse(answer, message);
    }, function () {
      // No connection: the message stays on its way and goes again by itself.
      window.setTimeout(function () { if (state.sending === message) deliver(message); }, RETRY_OFFLINE);
    });
  }

  /** The words are kept, but the dialogue server is still starting. Buttons go on working meanwhile. */
  function waitFor(message) {
    state.waiting = message;
    memory.set(draftKey(), "");
    render({ quiet: true });
    announce(word("starting"));
    window.setTimeout(tryWaiting, RETRY_WHILE_STARTING);
  }

  function tryWaiting() {
    var message = state.waiting;
    if (!message) return;
    if (state.sending) {
      window.setTimeout(tryWaiting, RETRY_WHILE_STARTING);
      return;
    }
    ask("POST", "/gesprek/beurt", message.body).then(function (answer) {
      if (state.waiting !== message) return;
      if (answer.status === 202 || answer.status === 503) {
        window.setTimeout(tryWaiting, RETRY_WHILE_STARTING);
        return;
      }
      state.waiting = null;
      if (answer.status === 200) accept(answer.data, message);
      else refuse(answer, message);
    }, function () {
      window.setTimeout(tryWaiting, RETRY_OFFLINE);
    });
  }

  function accept(reply, message) {
    var before = state.screen;
    var moved = !before || before.prompt_id !== reply.prompt_id;
    var refused = (reply.notes || []).some(function (note) { return note.kind === "problem"; });
    // Ids of messages that were taken; the words in them need not stay in this browser.
    if (message && !state.waiting) memory.forget("id ");
    else if (message) memory.set(message.key, "");
    // Words in the field stay with their question: when they were refused, and when something else was sent meanwhile.
    var typed = Boolean(message && message.typed);
    var words = typed && refused ? message.body.text : typed ? "" : before ? memory.get("concept " + before.prompt_id) : "";
    if (before) memory.set("concept " + before.prompt_id, "");
    var same = before && before.prompt.question === reply.prompt.question && before.prompt.entry === reply.prompt.entry;
    if (same && words) memory.set("concept " + reply.prompt_id, words);
    if (before && !(same && refused)) memory.set(dateKey(before.prompt), "");
    state.problem = null;
    state.again = null;
    var pressed = (message && message.body && message.body.button) || "";
    var focus = pressed.indexOf("readers:") === 0 ? "[data-lezer='" + who(pressed) + "']" : null;
    show(reply, { moved: moved, focus: focus });
  }

  /** Show a Reply: speak its language first, then draw it, then go on with words that were left behind. */
  function show(reply, options) {
    var asker = visit;
    function draw() {
      if (asker !== visit) return;
      state.screen = reply;
      state.view = reply.prompt.kind === "language" ? "languages" : "talk";
      if (!options || options.moved !== false) {
        state.showMore = false;
        state.showTyping = false;
        state.showEarlier = false;
        state.secondFactProblem = "";
      }
      if (reply.unprocessed && !state.waiting && !state.sending) {
        state.waiting = {
          id: reply.unprocessed.message_id,
          key: "id unprocessed",
          asked: reply,
          label: reply.unprocessed.text,
          typed: true,
          body: {
            message_id: reply.unprocessed.message_id,
            prompt_id: reply.prompt_id,
            text: reply.unprocessed.text,
            language: reply.language
          }
        };
        window.setTimeout(tryWaiting, 50);
      }
      render(options || {});
    }
    if (reply.prompt.kind === "language" && !state.language) draw();
    else speak(reply.language).then(draw, function () {
      if (asker !== visit) return;
      setOffline(true);
      window.setTimeout(function () { if (asker === visit) show(reply, options); }, RETRY_OFFLINE);
    });
  }

  function refuse(answer, message) {
    if (answer.status === 401) {
      toCode(word("session_ended"));
      return;
    }
    var id = String(answer.data.problem || "page.problem_server").replace(/^page\./, "");
    state.problem = word(id, { max: LONGEST_TEXT }) || answer.data.text || word("problem_server");
    state.again = message && answer.status >= 500 ? message : null;
    if (message && message.typed) {
      keepDraft(message.body.text);
      state.showTyping = true;
    }
    render({ problem: true });
  }

  function refresh() {
    return ask("GET", "/gesprek/scherm?taal=" + encodeURIComponent(state.language || "nl")).then(function (answer) {
      if (answer.status === 200) show(answer.data, {});
      else if (answer.status === 401) toCode(state.screen ? word("session_ended") : "");
      else {
        state.problem = answer.data.text || word("problem_server");
        render({ problem: true });
      }
    }, function () {
      var asker = visit;
      window.setTimeout(function () { if (asker === visit) refresh(); }, RETRY_OFFLINE);
    });
  }

  function toCode(problem) {
    state.screen = null;
    state.waiting = null;
    state.earlier = [];
    state.uncovered = {};
    state.codeProblem = problem || "";
    state.view = state.language ? "code" : "languages";
    render({});
  }

  function leave() {
    ask("POST", "/gesprek/weg", {}).then(function () {
      memory.clear();
      window.location.replace("/");
    }, function () { /* the offline bar says why nothing happens */ });
  }

  /** Away at once: before anything is asked of the network this looks like a page that nobody used yet. */
  function quickLeave() {
    visit += 1;
    memory.clear();
    hasty(true);
    begin.screen = null;
    begin.inside = false;
    document.getElementById("begin").textContent = "";
    Object.assign(state, {
      view: "languages", language: null, words: {}, screen: null, code: "", codeProblem: "", sending: null, waiting: null,
      problem: null, again: null, earlier: [], uncovered: {}, showEarlier: false, showMore: false, showTyping: false
    });
    live.textContent = "";
    page = { lang: "nl", dir: "ltr", className: "", title: begin.title };
    nameThePage();
    render({});
    endVisit();
  }

  /** End the session at the server; without a connection the page stays the empty one, and tries until it is done. */
  function endVisit() {
    var asker = visit;
    ask("POST", "/gesprek/weg", {}).then(goneForGood, function () {
      window.setTimeout(function () { if (asker === visit && hasty()) endVisit(); }, RETRY_OFFLINE);
    });
  }

  /** Whether this browser was left in a hurry; kept beyond the tab, and holds nothing else. */
  function hasty(now) {
    try {
      if (now === true) window.localStorage.setItem("left", "1");
      else if (now === false) window.localStorage.removeItem("left");
      return Boolean(window.localStorage.getItem("left"));
    } catch (fault) { return false; }
  }

  function goneForGood() {
    memory.clear();
    hasty(false);
    window.location.replace("/");
  }

  // --- the code -------------------------------------------------------------------------------------------------------------

  /** A code as typed: small letters, spaces, dashes, look-alikes and other digits are all fine. */
  function plainCode(text) {
    return plainDigits(text).toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V")
      .replace(/[^0-9A-Z]/g, "");
  }

  function enterCode(code) {
    if (state.sending) return;
    state.sending = { code: true };
    state.codeProblem = "";
    renderBusy();
    ask("POST", "/gesprek/code", { code: code, language: state.language || "nl" }).then(function (answer) {
      state.sending = null;
      if (answer.status === 200) {
        state.code = "";
        hasty(false); // whoever came back stays
        enter(answer.data);
        return;
      }
      if (!state.language) state.linkFailed = answer.data.problem;
      state.codeProblem = word(String(answer.data.problem || "").replace(/^page\./, "")) || answer.data.text || "";
      render({ problem: true });
    }, function () {
      state.sending = null;
      state.codeProblem = word("offline");
      render({ problem: true });
    });
  }

  /** Let in: go on in the language that was chosen on the first screen, if one was. */
  function enter(reply) {
    var chosen = state.language;
    var askLanguage = reply.prompt.kind === "language";
    if (chosen && (askLanguage || reply.language !== chosen)) {
      state.screen = reply;
      state.sending = null;
      send({ button: "language:" + chosen, label: "" });
    } else show(reply, {});
  }

  // --- drawing ------------------------------------------------------------------------------------------------------------

  var live = el("div", { "class": "verborgen", role: "status", "aria-live": "polite", "aria-atomic": "true" });
  var banner = el("div", { "class": "strook", hidden: true });
  var body = el("div", { "class": "scherm" });

  function announce(text) {
    live.textContent = "";
    window.setTimeout(function () { live.textContent = ours(text); }, 60);
  }

  function renderBanner() {
    banner.hidden = !state.offline;
    banner.textContent = "";
    if (state.offline) {
      banner.appendChild(icon("offline"));
      banner.appendChild(el("span", {}, word("offline"))); // before a language is chosen the sign stands alone
      announce(word("offline"));
    }
  }

  function renderBusy() {
    body.classList.toggle("bezig", Boolean(state.sending));
    var place = document.getElementById("wachten");
    if (!place) return;
    place.textContent = "";
    if (state.sending && state.slow) {
      place.appendChild(dots());
      place.appendChild(el("span", {}, word("sending")));
      announce(word("sending"));
    }
  }

  function dots() {
    return el("span", { "class": "stippen", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  }

  function render(options) {
    options = options || {};
    if (voice) { voice.close(); voice = null; }
    stopSound();
    moveHouse();
    renderBanner();
    body.textContent = "";
    body.className = "scherm " + state.view;
    var draw = { languages: languagesView, code: codeView, talk: talkView }[state.view];
    draw().forEach(function (part) { if (part) body.appendChild(part); });
    renderBusy();
    grow(body.querySelector("textarea"));
    focusAfter(options);
  }

  /** Where the reader goes next: the field when the keyboard was open, the new question otherwise. */
  function focusAfter(options) {
    if (options.quiet) return;
    var problem = body.querySelector("[data-probleem]");
    var field = body.querySelector("[data-veld]");
    var heading = body.querySelector("h1");
    if (options.focus) {
      var wanted = body.querySelector(options.focus);
      if (wanted) wanted.focus();
      return;
    }
    if (problem) {
      announce(problem.textContent);
      if (field) field.focus();
      return;
    }
    if (options.first) return;
    window.scrollTo(0, 0);
    var notes = Array.prototype.map.call(body.querySelectorAll(".briefje"), function (one) { return one.textContent; });
    if (state.view === "talk" && state.typedLast && field && /^(text|number|search)$/.test(state.screen.prompt.input)) {
      field.focus({ preventScroll: true });
      announce(notes.concat(state.screen.prompt.text).join(" "));
    } else if (heading) {
      heading.focus({ preventScroll: true });
      if (notes.length) announce(notes.join(" "));
    }
  }

  function heading(text, extra) {
    return el("h1", { tabindex: "-1", "class": extra || null }, text);
  }

  function iconButton(name, label, onclick, extra) {
    return el("button", { type: "button", "class": "rond " + (extra || ""), "aria-label": label, title: label, onclick: onclick }, icon(name));
  }

  function big(label, style, onclick, attributes) {
    return el("button", Object.assign({ type: "button", "class": "knop " + style, onclick: onclick }, attributes || {}), label);
  }

  // the language cards

  function languagesView() {
    var inside = Boolean(state.screen);
    var back = inside && state.screen.prompt.kind !== "language";
    var top = back ? el("header", { "class": "kop" }, iconButton("back", word("back"), function () {
      state.view = "talk";
      render({});
    })) : null;
    var cards = begin.languages.map(function (one) {
      return el("li", {}, el("button", {
        type: "button", "class": "kaart", lang: one.code, dir: one.dir, "data-language": one.code,
        "aria-current": one.code === state.language ? "true" : null,
        onclick: function () { choose(one.code); }
      }, one.name), begin.cards[one.code] ? iconButton("listen", one.choose, function () {
        playAll([["", begin.cards[one.code]]], null);
      }, "hoor") : null);
    });
    var title = heading("", "verborgen");
    begin.languages.forEach(function (one) { title.appendChild(el("span", { lang: one.code }, one.choose + " ")); });
    return [top, el("main", { "class": "talen" }, title, el("ul", {}, cards), problemNote(), el("p", { id: "wachten", "class": "wachten" }))];
  }

  function choose(language) {
    if (state.sending) return;
    state.typedLast = false;
    if (state.screen) {
      if (state.screen.prompt.kind !== "language" && language === state.language) {
        state.view = "talk";
        render({});
        return;
      }
      send({ button: "language:" + language, label: "" });
      return;
    }
    speak(language).then(function () {
      state.view = "code";
      if (state.linkFailed) state.codeProblem = word(String(state.linkFailed).replace(/^page\./, ""));
      state.linkFailed = null;
      render({});
    }, function () { setOffline(true); });
  }

  // the code

  function codeView() {
    var field = el("input", {
      id: "code", "data-veld": true, "class": "code", dir: "ltr", autocomplete: "off", autocapitalize: "characters",
      autocorrect: "off", spellcheck: "false", inputmode: "text", enterkeyhint: "go", maxlength: "40",
      "aria-describedby": "code-hulp code-probleem", "aria-invalid": state.codeProblem ? "true" : null, value: state.code
    });
    field.addEventListener("input", function () { state.code = field.value; });
    var form = el("form", { novalidate: true },
      el("label", { "for": "code", "class": "groot-label" }, heading(word("code_title"))),
      el("p", { id: "code-hulp", "class": "uitleg" }, word("code_help")),
      field,
      el("div", { id: "code-probleem" }, state.codeProblem ? el("p", { "class": "melding fout", "data-probleem": true }, icon("problem"), el("span", {}, state.codeProblem)) : null),
      el("button", { type: "submit", "class": "knop hoofd" }, word("code_go")),
      el("p", { id: "wachten", "class": "wachten" }),
      el("p", { "class": "stil" }, word("code_none")));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var code = plainCode(field.value);
      if (code.length !== 12) {
        state.codeProblem = word("code_incomplete", { count: code.length });
        render({ problem: true });
      } else enterCode(code);
    });
    var top = el("header", { "class": "kop" }, iconButton("back", word("back"), function () {
      state.view = "languages";
      state.codeProblem = "";
      render({});
    }), el("div", { "class": "kop-midden" }), iconButton("globe", word("change_language"), function () {
      state.view = "languages";
      render({});
    }));
    return [top, el("main", { "class": "invoer" }, form)];
  }

  // the conversation

  var SHORT = { "move:why": ["why", "short_why"], "move:skip": ["skip", "short_skip"], "move:person": ["person", "short_person"], "move:pause": ["pause", "short_pause"] };

  function move(payload) {
    return (state.screen.prompt.moves || []).filter(function (one) { return one.payload === payload; })[0];
  }

  function press(one) {
    state.showMore = false;
    send({ button: one.payload, label: one.label });
  }

  function talkView() {
    var prompt = state.screen.prompt;
    if (prompt.kind === "support") return supportView(prompt);
    var main = el("main", { "class": "gesprek soort-" + prompt.kind },
      earlierView(),
      questionView(prompt),
      notesView(),
      el("div", { "class": "antwoord" }, waitingView(), problemNote(), answerView(prompt), el("p", { id: "wachten", "class": "wachten" })),
      prompt.unapproved ? el("p", { "class": "onnagekeken" }, word("unapproved")) : null);
    return [topBar(prompt), main, bottomBar(prompt)];
  }

  /** Calm help: the numbers first, a way out always in sight, and nothing of what was said. */
  function supportView(prompt) {
    var out = null;
    var others = [];
    prompt.buttons.forEach(function (one) {
      if (one.payload === "leave:") out = one;
      else others[one.payload === "go_on" ? "push" : "unshift"](big(ours(one.label), "gewoon", function () { send({ button: one.payload, label: one.label }); }, { "data-payload": one.payload }));
    });
    var text = sentences(ours(prompt.text));
    // somebody may read along: that words were kept is said, the words themselves are not
    var notes = (state.screen.notes || []).map(function (note) {
      var kept = note.kind === "kept" || note.kind === "understood";
      return kept ? { kind: "kept", text: word("kept") } : note.kind === "handover" || note.kind === "problem" ? note : null;
    });
    state.screen.notes = notes.filter(function (note, index) { return note && !(note.kind === "kept" && notes.slice(0, index).some(Boolean)); });
    return [
      el("header", { "class": "kop" }, out ? el("button", { type: "button", "class": "knop weg", "data-payload": "leave:", onclick: quickLeave },
        icon("leave"), el("span", {}, ours(out.label))) : null),
      el("main", { "class": "gesprek soort-support" },
        el("section", { "class": "vraag" }, heading(text[0], "mededeling"), text.length > 1 ? el("p", {}, text.slice(1).join(" ")) : null),
        callsView(prompt.calls || []),
        prompt.help ? el("section", { "class": "eerlijk" }, sentences(ours(prompt.help)).map(function (part) { return el("p", {}, part); })) : null,
        notesView(),
        el("div", { "class": "antwoord" }, problemNote(), el("div", { "class": "knoppen" }, others), el("p", { id: "wachten", "class": "wachten" })),
        prompt.unapproved ? el("p", { "class": "onnagekeken" }, word("unapproved")) : null)
    ];
  }

  // screens that stand beside the topics, not in one
  var NO_TOPIC = { held: true, topics: true, message: true, readers: true };

  function topBar(prompt) {
    var back = move("move:back");
    var progress = prompt.progress && prompt.progress.total ? prompt.progress : null;
    var share = progress ? Math.min(100, Math.round(100 * progress.done / progress.total)) : 0;
    var fill = el("i");
    fill.style.inlineSize = share + "%";
    fill.style.width = share + "%"; // browsers from before inline-size
    return el("header", { "class": "kop" },
      back ? iconButton("back", back.label || word("back"), function () { press(back); }) : el("span", { "class": "rond leeg" }),
      el("div", { "class": "kop-midden" },
        el("div", { "class": "kop-regel" },
          el("p", { "class": "onderwerp" }, NO_TOPIC[prompt.kind] ? "" : ours(prompt.topic_title || "")),
          progress ? el("p", { "class": "voortgang" }, word("progress", progress)) : null),
        progress ? el("div", { "class": "lijn", "aria-hidden": "true" }, fill) : null),
      iconButton("globe", word("change_language"), function () {
        state.view = "languages";
        render({});
      }));
  }

  function earlierView() {
    if (!(Number(state.screen.prompt_id) > 1)) return null; // the first question has nothing before it
    var list = el("ol", { "class": "eerder-lijst", id: "eerder", hidden: !state.showEarlier });
    state.earlier.forEach(function (one, index) {
      var key = "earlier " + index;
      var answer;
      if (one.kind === "message") {
        list.appendChild(el("li", { "data-soort": "message" }, el("p", { "class": "eerder-vraag" }, ours(one.title)), messageView(one, "div")));
        return;
      }
      if (one.covered) answer = el("div", { "class": "bel op-slot" }, icon("lock"), el("span", {}, word("covered")));
      else if (one.sensitive && !state.uncovered[key]) answer = coverButton(key);
      else if (one.answer === null) answer = null; // passed over
      else answer = el("div", { "class": "bel" }, el("span", { "class": "verborgen" }, word("your_answer") + ": "), said(one.answer), " ", icon("check"));
      var asked = one.shown ? inLanguage("p", one.shown, "eerder-vraag") : el("p", { "class": "eerder-vraag" }, ours(one.question));
      list.appendChild(el("li", { "data-soort": one.kind }, asked, answer));
    });
    var toggle = el("button", {
      type: "button", "class": "eerder", "aria-expanded": String(state.showEarlier), "aria-controls": "eerder",
      onclick: function () {
        state.showEarlier = !state.showEarlier;
        render({ focus: ".eerder" });
        if (state.showEarlier) lookBack();
      }
    }, icon("down"), el("span", {}, word("earlier")));
    return el("section", { "class": "eerdere" }, toggle, list);
  }

  function lookBack() {
    ask("GET", "/gesprek/eerder?taal=" + encodeURIComponent(state.language)).then(function (answer) {
      if (answer.status === 401) toCode(word("session_ended"));
      if (answer.status !== 200 || !state.screen || !state.showEarlier) return;
      state.earlier = answer.data.answers;
      render({ focus: ".eerder" });
    }, function () { /* the offline bar says why nothing comes */ });
  }

  function coverButton(key) {
    return el("button", {
      type: "button", "class": "bedekt",
      onclick: function () {
        state.uncovered[key] = true;
        render({ quiet: true });
      }
    }, icon("eye"), el("span", {}, word("tap_to_read")));
  }

  // screens that say something rather than ask: one sentence at a time
  var CALM = ["notice", "pause", "rest", "opening", "held"];

  function questionView(prompt) {
    if (prompt.kind === "asked_back" || prompt.kind === "message") return fromStaffView(prompt);
    var notice = CALM.indexOf(prompt.kind) >= 0;
    var text = ours(prompt.text || "");
    var parts = notice || prompt.kind === "offer" ? sentences(text) : text.split(/\n+/);
    return el("section", { "class": "vraag" },
      heading(parts[0] || "", notice ? "mededeling" : null),
      parts.slice(1).map(function (part) { return el("p", { "class": notice || prompt.kind === "offer" ? "mededeling" : "uitleg" }, part); }),
      prompt.help ? sentences(ours(prompt.help)).map(function (part) { return el("p", { "class": "uitleg" }, part); }) : null,
      listenButton(prompt.listen));
  }

  // what staff put to the person: a question about an answer, or a message

  /** Words of staff stand in their own language, which need not be the one of the page. */
  function inLanguage(tag, shown, extra) {
    return el(tag, { lang: shown.language, dir: shown.dir, "class": extra || null }, el("span", { "class": "gezegd" }, ours(shown.text)));
  }

  function fromStaffView(prompt) {
    var question = el("h1", { tabindex: "-1", lang: prompt.shown.language, dir: prompt.shown.dir, "class": prompt.kind === "message" ? "mededeling" : null },
      el("span", { "class": "gezegd" }, ours(prompt.shown.text)));
    return el("section", { "class": "vraag van-mensen" },
      el("p", { "class": "van-wie" }, icon(prompt.kind === "message" ? "letter" : "person"), el("span", {}, ours(prompt.title))),
      question,
      prompt.kind === "message" ? messageView(prompt, null) : saidView(prompt.said),
      listenButton(prompt.listen));
  }

  /** A message: the text (left out when it stands above already), how far to trust it, and the Dutch it was made from. */
  function messageView(one, tag) {
    var sure = one.state && one.state.name === "goedgekeurd";
    return el("div", { "class": "bericht" },
      tag ? inLanguage(tag, one.shown, "bericht-tekst") : null,
      one.state ? el("p", { "class": "stand", "data-stand": one.state.name }, icon(sure ? "check" : "info"), el("span", {}, ours(one.state.text))) : null,
      one.original ? el("div", { "class": "origineel" }, el("p", { "class": "stil" }, ours(one.original.label)), inLanguage("p", one.original)) : null);
  }

  /** What the person said that the question is about; private words stay covered until touched, elsewhere altogether. */
  function saidView(quote) {
    if (!quote) return null;
    var key = "said " + state.screen.prompt_id;
    var words;
    if (quote.covered) words = el("p", { "class": "op-slot" }, icon("lock"), el("span", {}, word("covered")));
    else if (quote.sensitive && !state.uncovered[key]) words = coverButton(key);
    else words = el("blockquote", { lang: quote.language, dir: quote.dir }, said(quote.text));
    return el("div", { "class": "zei" }, el("p", { "class": "stil" }, ours(quote.label)), words, quote.covered ? secondFactView() : null);
  }

  /** "gender:man" of "readers:exclude:gender:man": the same button before and after it was pressed. */
  function who(payload) { return payload.split(":").slice(2).join(":"); }

  /** Who reads along: every button says how it stands now, and changes it. */
  function readersView(prompt) {
    var last = null;
    var switches = [];
    prompt.buttons.forEach(function (one) {
      if (one.state === undefined) { last = one; return; }
      switches.push(el("li", {}, el("button", {
        type: "button", role: "switch", "aria-checked": String(one.on), "class": "lezer", "data-payload": one.payload, "data-lezer": who(one.payload),
        onclick: function () { send({ button: one.payload, label: one.label }); }
      }, el("span", { "class": "lezer-naam" }, el("bdi", {}, ours(one.label))),
      el("span", { "class": "lezer-stand" }, icon(one.on ? "check" : "stop"), el("span", {}, ours(one.state))))));
    });
    return el("div", { "class": "vakken" }, el("ul", { "class": "lezers" }, switches),
      prompt.gentle ? el("p", { "class": "melding wachtend", role: "status" }, icon("info"), el("span", {}, ours(prompt.gentle))) : null,
      last ? big(ours(last.label), "hoofd", function () { send({ button: last.payload, label: last.label }); }, { "data-payload": last.payload }) : null);
  }

  // listening: every part of the screen that was read aloud by a cultuurvertaler, one after the other

  var playing = null; // {audio, mark}

  function stopSound() {
    if (!playing) return;
    playing.audio.pause();
    if (playing.mark) playing.mark.classList.remove("klinkt");
    if (playing.button) playing.button.lastChild.textContent = word("listen");
    playing = null;
  }

  /** Where on the screen a sound belongs: a part by its name, or the button with this payload. */
  function markOf(where) {
    if (!where) return null;
    if (where === "text") return body.querySelector(".vraag h1");
    if (where === "help") return body.querySelector(".vraag .uitleg");
    if (where.slice(0, 5) === "note:") return body.querySelectorAll(".briefje")[Number(where.slice(5))] || null;
    return Array.prototype.filter.call(body.querySelectorAll("[data-payload]"), function (one) {
      return one.getAttribute("data-payload") === where;
    })[0] || null;
  }

  function playAll(parts, button) {
    stopSound();
    var now = playing = { audio: new Audio(), mark: null, button: button };
    if (button) button.lastChild.textContent = word("listen_stop");
    function next(index) {
      if (playing !== now) return;
      if (now.mark) now.mark.classList.remove("klinkt");
      if (index === parts.length) { stopSound(); return; }
      now.mark = markOf(parts[index][0]);
      if (now.mark) {
        now.mark.classList.add("klinkt");
        if (index) now.mark.scrollIntoView({ block: "nearest" });
      }
      now.audio.onended = now.audio.onerror = function () { next(index + 1); };
      now.audio.src = parts[index][1];
      var begun = now.audio.play();
      if (begun && begun.catch) begun.catch(function () { if (playing === now) stopSound(); });
    }
    next(0);
  }

  function listenButton(parts) {
    if (!parts || !parts.length) return null;
    var button = el("button", { type: "button", "class": "luister", onclick: function () {
      if (playing) stopSound();
      else playAll(parts, button);
    } }, icon("listen"), el("span", {}, word("listen")));
    return button;
  }

  // speaking: only where somebody who speaks the language will listen

  var voice = null; // the recorder on the screen

  function loadOnce(address) {
    return new Promise(function (resolve, reject) {
      if (document.querySelector('script[src="' + address + '"]')) { resolve(); return; }
      var script = el("script", { src: address });
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  function canRecord() {
    return window.isSecureContext && navigator.mediaDevices && window.MediaRecorder;
  }

  function speakButton(prompt) {
    if (!prompt.voice || !canRecord() || state.waiting) return null;
    var button = el("button", { type: "button", "class": "luister spreek", onclick: function () {
      stopSound();
      loadOnce(begin.recorder).then(function () { return loadOnce(begin.voice); }).then(function () {
        if (!button.isConnected || voice) return;
        var promptId = state.screen.prompt_id;
        voice = window.Voice({
          el: el, big: big, icon: icon, word: word, announce: announce, sentences: sentences, listenButton: listenButton, newId: newId, promptId: promptId,
          accept: function (reply) { voice = null; keepDraft(""); accept(reply, { asked: state.screen, key: "opname", label: word("voice"), typed: false }); },
          back: function (said) { voice = null; render({ quiet: true }); if (said) announce(said); }
        }, begin.longestSound);
        var answers = body.querySelector(".vakken");
        answers.textContent = "";
        answers.appendChild(voice.element);
        body.classList.add("spreekt");
      }, function () { setOffline(true); });
    } }, icon("mic"), el("span", {}, word("voice")));
    return button;
  }

  /** A longer explanation one sentence at a time, so that nobody has to read a block of text. */
  function sentences(text) {
    return text.replace(/([.!?\u061f\u1362\u1367\u06d4])\s+/g, "$1\n").split(/\n+/).filter(Boolean);
  }

  var NOTE_ICONS = { answer: "info", kept: "check", understood: "check", info: "info", problem: "problem", handover: "person", paused: "pause" };

  function notesView() {
    var notes = state.screen.notes || [];
    if (!notes.length) return null;
    return el("div", { "class": "briefjes" }, notes.map(function (note) {
      var lines = ours(note.text).split(/\n+/);
      var text = lines.length === 1 ? el("p", {}, lines[0]) : el("div", {}, lines.map(function (line, index) {
        return el("p", { "class": index ? "bron" : null }, line);
      }));
      var parts = [icon(NOTE_ICONS[note.kind] || "info"), text];
      if (note.button) parts.push(big(ours(note.button.label), "zacht", function () { press(note.button); }, { "data-payload": note.button.payload }));
      if (note.change) parts.push(changeButton(note.change));
      return el.apply(null, ["div", { "class": "briefje " + note.kind, "data-probleem": note.kind === "problem" || null }].concat(parts));
    }));
  }

  function changeButton(payload, about) {
    return el("button", {
      type: "button", "class": "wijzig", "aria-label": about ? word("change") + ": " + about : null,
      onclick: function () { send({ button: payload, label: word("change") }); }
    }, icon("change"), el("span", {}, word("change")));
  }

  function problemNote() {
    if (!state.problem) return null;
    var again = state.again;
    return el("div", { "class": "melding fout" }, icon("problem"), el("span", {}, el("span", { "data-probleem": true }, state.problem),
      again && !again.typed ? big(word("try_again"), "gewoon", function () {
        state.problem = null;
        state.again = null;
        deliver(again);
        render({ quiet: true });
      }) : null));
  }

  function waitingView() {
    if (!state.waiting) return null;
    var buttons = (state.screen.prompt.buttons || []).length;
    return el("div", { "class": "wacht-kaart" },
      el("div", { "class": "bel" }, said(state.waiting.body.text)),
      el("p", { "class": "melding wachtend" }, dots(), el("span", {}, word("starting") + (buttons ? " " + word("starting_buttons") : ""))));
  }

  // the answer

  // words written on these would be taken for the answer to a question that is not on the screen
  var BUTTONS_ONLY = ["language", "topics", "which_info"];

  function answerView(prompt) {
    var input = prompt.input || "text";
    var parts = [];
    if (prompt.kind === "readers") return readersView(prompt);
    if (prompt.kind === "readback" || (prompt.lines && prompt.lines.length)) parts.push(readbackView(prompt));
    if (prompt.kind === "finished" && !(prompt.buttons || []).length) return el("div", { "class": "vakken" }, parts, myDataLink(), leaveButton());
    var buttons = prompt.buttons || [];
    var choices = (prompt.options || []).slice();
    if (buttons.length > MAX_BUTTONS && prompt.kind !== "topics") {
      choices = buttons.concat(choices);
      buttons = buttons.slice(0, MAX_BUTTONS);
    }
    var waits = Boolean(state.waiting);
    if (input === "date" && !waits) parts.push(dateView());
    else if (input === "search" || choices.length) parts.push(searchView(choices, buttons.length > 0));
    else if ((input === "number" || input === "text") && !waits) parts.push(typingView(input === "number" ? "number" : "text"));
    parts.push(speakButton(prompt));
    if (buttons.length) {
      parts.push(el("div", { "class": "knoppen" }, buttons.map(function (one) {
        return big(ours(one.label), { main: "hoofd", quiet: "zacht" }[one.style] || "gewoon", function () {
          state.typedLast = false;
          send({ button: one.payload, label: one.label });
        }, { "data-payload": one.payload });
      })));
    }
    if (input === "buttons" && BUTTONS_ONLY.indexOf(prompt.kind) < 0 && !choices.length && !waits) parts.push(ownWordsView());
    if (prompt.kind === "finished" || prompt.kind === "pause") parts.push(myDataLink(), leaveButton());
    return el("div", { "class": "vakken" }, parts);
  }

  /** Numbers to call at once: one touch on a phone. */
  function callsView(calls) {
    return el("ul", { "class": "bellen" }, calls.map(function (call) {
      return el("li", {}, el("a", { href: "tel:" + call.number.replace(/\D/g, ""), "class": "knop gewoon" },
        icon("phone"), el("span", {}, el("b", {}, el("bdi", { dir: "ltr" }, call.number)), el("span", {}, ours(call.text)))));
    }));
  }

  function ownWordsView() {
    if (state.showTyping || draft()) return typingView("text");
    return el("button", {
      type: "button", "class": "zelf",
      onclick: function () {
        state.showTyping = true;
        render({ focus: "[data-veld]" });
      }
    }, icon("pen"), el("span", {}, word("write_yourself")));
  }

  function sendButton() {
    return el("button", { type: "submit", "class": "verstuur", "aria-label": word("send"), title: word("send") }, icon("send"));
  }

  function submit(text) {
    if (!text.trim()) {
      state.problem = word("problem_empty");
      render({ problem: true });
    } else if (text.length > LONGEST_TEXT) {
      state.problem = word("problem_too_long", { max: LONGEST_TEXT });
      render({ problem: true });
    } else send({ text: text, label: text });
  }

  /** An empty field stands like the page; one with words stands like its words. */
  function turn(field) {
    field.dir = field.value ? "auto" : document.documentElement.dir;
  }

  function grow(area) {
    if (!area) return;
    area.style.height = "auto";
    area.style.height = Math.min(area.scrollHeight + 2, 260) + "px";
  }

  function typingView(kind) {
    var number = kind === "number";
    var field = el(number ? "input" : "textarea", {
      id: "veld", "data-veld": true, dir: "auto", rows: number ? null : "1", type: number ? "text" : null,
      inputmode: number ? "decimal" : null, enterkeyhint: "send", autocomplete: "off", placeholder: word("write_here"),
      "aria-invalid": state.problem ? "true" : null, value: draft()
    });
    turn(field);
    field.addEventListener("input", function () {
      keepDraft(field.value);
      turn(field);
      if (!number) grow(field);
    });
    var form = el("form", { "class": "typen", novalidate: true },
      el("label", { "for": "veld", "class": "verborgen" }, word("your_answer")), field, sendButton());
    field.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        submit(field.value);
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      submit(field.value);
    });
    if (!number) return form;
    var words = el("button", {
      type: "button", "class": "zelf",
      onclick: function () {
        field.setAttribute("inputmode", "text");
        words.hidden = true;
        field.focus();
      }
    }, icon("pen"), el("span", {}, word("write_yourself")));
    return el("div", {}, form, words);
  }

  function searchView(choices, hasButtons) {
    var found = el("div", { "class": "knoppen gevonden", role: "group", "aria-label": word("search") });
    var field = el("input", {
      id: "veld", "data-veld": true, dir: "auto", type: "text", autocomplete: "off", autocorrect: "off", enterkeyhint: "send",
      placeholder: word("search_hint"), "aria-invalid": state.problem ? "true" : null, value: draft()
    });
    var none = el("p", { "class": "stil", role: "status" });
    function list() {
      var wanted = searchable(field.value);
      var starts = [], holds = [];
      choices.forEach(function (one) {
        var at = searchable(one.label).indexOf(wanted);
        if (at === 0) starts.push(one);
        else if (at > 0) holds.push(one);
      });
      var hits = starts.concat(holds);
      found.textContent = "";
      var shown = wanted || !hasButtons ? hits.slice(0, wanted ? MAX_FOUND : MAX_BUTTONS) : [];
      shown.forEach(function (one) {
        found.appendChild(big(ours(one.label), "gewoon", function () {
          keepDraft("");
          state.typedLast = false;
          send({ button: one.payload, label: one.label });
        }, { "data-payload": one.payload }));
      });
      none.textContent = wanted && !hits.length ? word("search_none") : "";
    }
    turn(field);
    field.addEventListener("input", function () {
      keepDraft(field.value);
      turn(field);
      list();
    });
    list();
    var form = el("form", { "class": "typen", novalidate: true, role: "search" },
      el("label", { "for": "veld", "class": "verborgen" }, word("search")), field, sendButton());
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var wanted = searchable(field.value);
      var exact = choices.filter(function (one) { return searchable(one.label) === wanted; });
      if (wanted && exact.length === 1) send({ button: exact[0].payload, label: exact[0].label });
      else submit(field.value);
    });
    return el("div", { "class": "zoeken" }, form, none, found);
  }

  // a date in parts: the year alone is enough, and any calendar can be typed

  function dateView() {
    if (state.showTyping || draft()) return el("div", {}, typingView("text"));
    function part(id, label, length) {
      var field = el("input", { id: id, type: "text", inputmode: "numeric", autocomplete: "off", maxlength: String(length), dir: "ltr", enterkeyhint: id === "jaar" ? "send" : "next" });
      return { field: field, cell: el("div", { "class": "deel " + id }, el("label", { "for": id }, label), field) };
    }
    var day = part("dag", word("day"), 2);
    var year = part("jaar", word("year"), 4);
    year.field.setAttribute("data-veld", "");
    var month = el("select", { id: "maand" }, el("option", { value: "" }, "–"));
    for (var i = 1; i <= 12; i++) month.appendChild(el("option", { value: String(i) }, i + " · " + word("month_" + i)));
    var key = dateKey(state.screen.prompt);
    var kept = (memory.get(key) || "||").split("|");
    [day.field, month, year.field].forEach(function (field, index) {
      field.value = kept[index];
      field.addEventListener("input", function () {
        var parts = [day.field.value, month.value, year.field.value];
        memory.set(key, parts.join("") ? parts.join("|") : "");
      });
    });
    var fault = el("p", { "class": "melding fout", id: "datum-fout", hidden: true });
    var form = el("form", { "class": "datum", novalidate: true },
      el("div", { "class": "delen" }, day.cell,
        el("div", { "class": "deel maand" }, el("label", { "for": "maand" }, word("month")), el("span", { "class": "kies" }, month, icon("down"))),
        year.cell),
      el("p", { "class": "stil" }, word("only_year")), fault,
      el("button", { type: "submit", "class": "knop hoofd" }, word("send")));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var y = plainDigits(year.field.value).trim(), d = plainDigits(day.field.value).trim(), m = month.value;
      if (!/^\d{1,4}$/.test(y) || (d && !m)) {
        var missing = !/^\d{1,4}$/.test(y) ? year.field : month;
        fault.hidden = false;
        fault.textContent = missing === year.field ? word("year_missing") : word("month_missing");
        announce(fault.textContent);
        missing.focus();
        return;
      }
      // A year alone can stand in any calendar, so it goes as words and is read like words. With a month of ours it is
      // a date of ours, which needs no reading.
      if (!m) send({ text: year.field.value.trim(), label: year.field.value.trim() });
      else {
        var value = ("000" + y).slice(-4) + "-" + ("0" + m).slice(-2) + (d ? "-" + ("0" + d).slice(-2) : "");
        var label = (d ? d + " " : "") + word("month_" + m) + " " + y;
        send({ button: "answer:" + JSON.stringify(value), label: label });
      }
    });
    return el("div", {}, form, el("button", {
      type: "button", "class": "zelf",
      onclick: function () {
        state.showTyping = true;
        render({ focus: "[data-veld]" });
      }
    }, icon("pen"), el("span", {}, word("other_calendar"))));
  }

  // the read-back

  function readbackView(prompt) {
    var lines = prompt.lines || [];
    var covered = lines.some(function (line) { return line.covered; });
    var list = el("ul", { "class": "terug" }, lines.map(function (line, index) {
      var key = "line " + line.question + " " + index;
      var hidden = line.sensitive && !line.covered && !state.uncovered[key];
      var text;
      if (line.covered) text = el("p", { "class": "op-slot" }, icon("lock"), el("span", {}, word("covered")));
      else if (hidden) text = coverButton(key);
      else text = el("p", {}, el("bdi", { dir: "auto" }, ours(line.text)));
      return el("li", { "data-vraag": line.question }, text, line.change ? changeButton(line.change, hidden || line.covered ? null : ours(line.text)) : null);
    }));
    return el("div", {}, list, covered ? secondFactView() : null);
  }

  function secondFactView() {
    var field = el("input", { id: "cijfers", type: "text", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12", dir: "ltr", "aria-describedby": "cijfers-probleem" });
    var form = el("form", { "class": "tweede", novalidate: true },
      el("p", {}, word("second_fact_help")),
      el("label", { "for": "cijfers" }, word("second_fact")), field,
      el("div", { id: "cijfers-probleem" }, state.secondFactProblem ? el("p", { "class": "melding fout", "data-probleem": true }, icon("problem"), el("span", {}, state.secondFactProblem)) : null),
      el("button", { type: "submit", "class": "knop gewoon" }, word("second_fact_go")));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (state.sending) return;
      var fact = plainDigits(field.value).replace(/\D/g, "");
      if (!fact) { field.focus(); return; }
      ask("POST", "/gesprek/tweede-feit", { fact: fact, language: state.language }).then(function (answer) {
        if (answer.status === 200) refresh();
        else if (answer.status === 401) toCode(word("session_ended"));
        else {
          state.secondFactProblem = word(String(answer.data.problem || "").replace(/^page\./, "")) || answer.data.text || word("problem_server");
          render({ focus: "#cijfers" });
        }
      }, function () { /* the offline bar says why nothing happens; the digits stay in the field */ });
    });
    return form;
  }

  function leaveButton() {
    return el("button", { type: "button", "class": "zelf", onclick: leave }, icon("leave"), el("span", {}, word("leave")));
  }

  function myDataLink() {
    // a page of its own: what was typed here and not sent yet waits in this browser
    return el("a", { "class": "zelf", href: "/gesprek/gegevens", "data-gegevens": true }, icon("info"), el("span", {}, word("my_data")));
  }

  // always in reach: why, skip, a person, stop; the rest under "more"

  function bottomBar(prompt) {
    var moves = prompt.moves || [];
    var short = moves.filter(function (one) { return SHORT[one.payload]; });
    var rest = moves.filter(function (one) { return !SHORT[one.payload] && one.payload !== "move:back"; });
    var back = move("move:back");
    if (back) rest.push(back);
    if (!moves.length) return null;
    var panel = el("div", { id: "meer", "class": "meer", hidden: !state.showMore },
      rest.map(function (one) { return big(ours(one.label), "gewoon", function () { press(one); }, { "data-payload": one.payload }); }),
      myDataLink(), leaveButton());
    var items = short.map(function (one) {
      var about = SHORT[one.payload];
      return el("li", {}, el("button", { type: "button", title: one.label, "data-payload": one.payload, onclick: function () { press(one); } }, icon(about[0]), el("span", {}, word(about[1]))));
    });
    items.push(el("li", {}, el("button", {
      type: "button", title: word("more"), "class": "meer-knop", "aria-expanded": String(state.showMore), "aria-controls": "meer",
      onclick: function () {
        state.showMore = !state.showMore;
        render({ focus: state.showMore ? "#meer button" : ".meer-knop" });
      }
    }, icon("more"), el("span", {}, word("short_more")))));
    return el("nav", { "class": "voet" }, panel, el("ul", { "class": "zetten" }, items));
  }

  // --- moving into the Gradio page --------------------------------------------------------------------------------------------

  var house = null;

  /** Start Gradio once the phone has nothing else to do, unless its connection is slow or it saves data. */
  function startGradio() {
    var line = navigator.connection || {};
    if (!begin.gradio || line.saveData || (line.effectiveType && line.effectiveType !== "4g")) return;
    window.fetch("/gesprek/gradio", { credentials: "same-origin" }).then(function (response) {
      return response.ok ? response.json() : Promise.reject(new Error("no Gradio"));
    }).then(function (data) {
      data.config.root = window.location.origin;
      window.gradio_config = data.config;
      window.gradio_api_info = data.apiInfo;
      window.__gradio_mode__ = "app";
      document.head.appendChild(el("link", { rel: "stylesheet", href: begin.gradio.style }));
      document.head.appendChild(el("script", { type: "module", src: begin.gradio.script }));
      var look = new MutationObserver(function () {
        house = document.getElementById(begin.host);
        if (!house) return;
        look.disconnect();
        if (!/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) moveHouse();
      });
      look.observe(document.getElementById("gradio"), { childList: true, subtree: true });
    }).catch(function () { /* the page works without it */ });
  }

  /** Move the screen into its place in the Gradio page; only between two screens, so that no one loses the cursor. */
  function moveHouse() {
    if (!house || root.parentNode === house) return;
    var focused = root.contains(document.activeElement) ? document.activeElement : null;
    var down = window.pageYOffset;
    document.getElementById("gradio").hidden = false;
    house.appendChild(root);
    var main = house.closest("main"); // the screen brings its own
    if (main) main.setAttribute("role", "presentation");
    if (focused) focused.focus({ preventScroll: true });
    window.scrollTo(0, down);
  }

  // --- start ------------------------------------------------------------------------------------------------------------------

  function codeFromAddress() {
    var fragment = window.location.hash.replace(/^#/, "");
    if (!fragment) return "";
    // At once: the code may not stay in the address bar, in the history or in a screenshot.
    window.history.replaceState(null, "", window.location.pathname);
    try { fragment = decodeURIComponent(fragment); } catch (fault) { /* take it as it is */ }
    var code = plainCode(fragment.replace(/^(code|c)=/i, ""));
    return code.length === 12 ? code : "";
  }

  function boot() {
    var fromAddress = codeFromAddress();
    root.textContent = "";
    root.appendChild(live);
    root.appendChild(banner);
    root.appendChild(body);
    state.view = "languages";
    if (hasty() && begin.inside) {
      // left in a hurry without a connection: the session ends before anything of it is shown
      endVisit();
      return;
    }
    hasty(false);
    if (begin.screen) show(begin.screen, { first: true });
    else if (begin.inside) refresh();
    else render({ first: true });
    if (fromAddress) enterCode(fromAddress);
    window.addEventListener("pageshow", function (event) {
      if (event.persisted && visit) window.location.replace("/"); // a browser that kept the page it was left on
    });
    window.addEventListener("offline", function () { setOffline(true); });
    window.addEventListener("online", function () {
      setOffline(false);
      if (state.sending && state.sending.body) deliver(state.sending);
    });
    window.addEventListener("hashchange", function () {
      var code = codeFromAddress();
      if (code) enterCode(code);
    });
    // Another tab or phone may have gone on meanwhile.
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState !== "visible" || state.view !== "talk" || state.sending || state.waiting) return;
      ask("GET", "/gesprek/scherm?taal=" + encodeURIComponent(state.language)).then(function (answer) {
        if (answer.status === 200 && state.screen && answer.data.prompt_id !== state.screen.prompt_id) show(answer.data, {});
        else if (answer.status === 401) toCode(word("session_ended"));
      }, function () { /* the offline bar is up; the next answer tries again */ });
    });
    new MutationObserver(nameThePage).observe(html, { attributes: true, attributeFilter: ["lang", "dir", "class"] });
    new MutationObserver(nameThePage).observe(document.querySelector("title"), { childList: true });
    var idle = window.requestIdleCallback || function (work) { window.setTimeout(work, 1500); };
    function later() { idle(startGradio, { timeout: 8000 }); }
    if (document.readyState === "complete") later();
    else window.addEventListener("load", later);
  }

  boot();
})();
