/* Reloads the page when the site has changed, and shows mistakes over it while there are any. */
(function () {
  "use strict";
  var mine = document.currentScript.dataset.shown.split("-"), hub;

  function hear(event) {
    var state = JSON.parse(event.data), now = state.shown.split("-");
    // an answer that was on its way when this page was made may be older than the page
    if (now[0] !== mine[0] || Number(now[1]) > Number(mine[1])) { location.reload(); return; }
    var old = document.querySelector("dateline-problems");
    if (state.problems === (old ? old.dataset.was || "" : "")) return;
    if (old) old.remove();
    if (!state.problems) return;
    document.body.insertAdjacentHTML("beforeend", state.problems);
    document.querySelector("dateline-problems").dataset.was = state.problems;
  }

  function listen() {
    hub = window.SharedWorker ? new SharedWorker("/-/watch.js").port : new Worker("/-/watch.js");
    hub.onmessage = hear;
  }

  // A page that was just opened comes to rest first, for tools that wait until nothing is asked for half a second.
  var way = performance.getEntriesByType("navigation")[0];
  if (way && way.type === "reload") listen();
  else window.addEventListener("load", function () { setTimeout(listen, 700); });

  window.addEventListener("pagehide", function () { if (hub) hub.postMessage("going"); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();
