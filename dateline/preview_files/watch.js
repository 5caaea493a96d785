/* One for all open pages: asks for the state of the preview and passes it on. A worker, because a page's own policy
   lets it ask nobody, and because a stream from each page would leave none for the seventh. */
"use strict";
var pages = self.postMessage ? [self] : [];
var EVERY = 200, GONE = 1000; // ms between two questions, and when the server does not answer

function tell(text) {
  pages.forEach(function (page) { page.postMessage(text); });
}

self.onconnect = function (event) {
  var page = event.ports[0];
  pages.push(page);
  page.onmessage = function () { pages.splice(pages.indexOf(page), 1); }; // it says only that it goes
  last = "";
};

var last = "";
function ask() {
  fetch("/-/state", { cache: "no-store" })
    .then(function (answer) { return answer.text(); })
    .then(function (text) {
      if (text !== last) tell(text);
      last = text;
      setTimeout(ask, EVERY);
    })
    .catch(function () { setTimeout(ask, GONE); });
}
ask();
