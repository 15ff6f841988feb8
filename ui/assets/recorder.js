/* A recorder for the person's page and the cultuurvertaler's desk: one take at a time, kept in memory until it is sent.
   Nothing is turned into text here, and nothing leaves the page but by the address it is given. */
(function () {
  "use strict";

  // what the browsers we meet can record, best first; the server looks at the bytes itself
  var TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4", "audio/webm"];

  function supported() {
    return !!(window.isSecureContext && navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.MediaRecorder);
  }

  /** Start recording. Gives {stop, cancel}: stop() gives {blob, ms}; onTick(seconds) is called each second.
      Rejects when the microphone is not allowed or not there. */
  function start(longestMs, onTick, onEnd) {
    return navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } })
      .then(function (stream) {
        var type = TYPES.filter(function (one) { return MediaRecorder.isTypeSupported(one); })[0];
        var recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 32000 } : {});
        var pieces = [], began = Date.now(), cancelled = false, ended = 0;
        var timer = window.setInterval(function () {
          var ms = Date.now() - began;
          if (onTick) onTick(Math.floor(ms / 1000));
          if (ms >= longestMs) stop();
        }, 250);
        var done;
        var finished = new Promise(function (resolve) { done = resolve; });

        function release() {
          window.clearInterval(timer);
          // the light of the microphone goes out: nobody wonders whether somebody still listens
          stream.getTracks().forEach(function (track) { track.stop(); });
        }

        recorder.ondataavailable = function (event) { if (event.data && event.data.size) pieces.push(event.data); };
        recorder.onstop = function () {
          release();
          var take = cancelled ? null : { blob: new Blob(pieces, { type: (recorder.mimeType || "audio/webm").split(";")[0] }), ms: (ended || Date.now()) - began };
          done(take);
          if (take && onEnd) onEnd(take);
        };
        recorder.onerror = function () { if (recorder.state !== "inactive") recorder.stop(); };

        function stop() {
          ended = ended || Date.now();
          if (recorder.state !== "inactive") recorder.stop();
          return finished;
        }

        // in pieces, so that what was said before a fault is there
        recorder.start(1000);
        return {
          stop: stop,
          cancel: function () { cancelled = true; return stop(); }
        };
      });
  }

  /** Send a take; gives the answer as JSON. Rejects with {status, text} when it was refused, with {offline: true} when nobody answered. */
  function send(address, take) {
    return window.fetch(address + (address.indexOf("?") < 0 ? "?" : "&") + "ms=" + Math.round(take.ms), {
      method: "POST", credentials: "same-origin", headers: { "Content-Type": take.blob.type || "application/octet-stream" }, body: take.blob
    }).then(function (response) {
      return response.json().catch(function () { return {}; }).then(function (said) {
        if (!response.ok) throw { status: response.status, text: said.text || "" };
        return said;
      });
    }, function () { throw { offline: true }; });
  }

  window.Recorder = { supported: supported, start: start, send: send };
})();
