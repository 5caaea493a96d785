/* Looks words up in the index of search/: a file a word and the records that are shown; see dateline/render/search.py.
   The index is loaded as scripts, since a page opened from a disk may not fetch. */
var datelineSearch = (function () {
  "use strict";
  var KEYS = ["person", "outlet", "response"], meta = null, who = null, shards = {}, chunks = {}, waiting = {}, form, turn = 0;
  var FACETS = ["named", "unnamed", "document", "response"], PAGE = 20, PHRASES_IN = 400;

  function words(text) {
    return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || [];
  }
  function shardOf(word) { return /^[a-z0-9]{2}/.test(word) ? word.slice(0, 2) : "_"; }

  /* Loads a file of the index once; a file that is not there holds nothing. */
  function load(name, store, key) {
    if (store[key]) return Promise.resolve(store[key]);
    if (!waiting[name]) waiting[name] = new Promise(function (done) {
      var script = document.createElement("script");
      script.src = form.dataset.folder + "/" + name + ".js";
      script.onload = function () { done(store[key] || (store[key] = {})); };
      script.onerror = function () { done(store[key] = {}); };
      document.head.append(script);
    });
    return waiting[name];
  }

  /* Record → weight of a posting; null for a word that stands everywhere. */
  function unpack(posting) {
    if (posting === "*") return null;
    var found = new Map(), at = 0;
    posting.split(".").forEach(function (step) { var n = parseInt(step, 36); at += n >> 2; found.set(at, n & 3); });
    return found;
  }

  /* Records that hold a word that begins with these letters; the whole word counts double. */
  function lookUp(word) {
    return load("s-" + shardOf(word), shards, shardOf(word)).then(function (shard) {
      var all = new Map(), everywhere = false;
      Object.keys(shard).forEach(function (key) {
        if (key.indexOf(word) !== 0) return;
        var found = unpack(shard[key]);
        if (!found) { everywhere = everywhere || key === word; return; }
        found.forEach(function (weight, at) { all.set(at, Math.max(all.get(at) || 0, weight * (key === word ? 2 : 1))); });
      });
      return everywhere ? null : all;
    });
  }

  /* Whether there is anything to look for: words, or a filter that leaves something out. */
  function narrowed(state) { return Object.keys(state).some(function (key) { return key !== "sets" && state[key]; }); }

  /* The records of each person, outlet and kind of response that is chosen. */
  function chosen(state) {
    return KEYS.filter(function (key) { return state[key]; }).map(function (key) {
      var row = who[key].filter(function (one) { return one[0] === state[key]; })[0];
      return row ? unpack(row[2]) : new Map();
    });
  }

  function passes(at, state) {
    var year = meta.years[at];
    if (state.among && meta.kinds[at] !== state.among) return false;
    if (state.show && !(parseInt(meta.facets[at], 36) >> FACETS.indexOf(state.show) & 1)) return false;
    if (state.from && !(year && year >= +state.from)) return false;
    if (state.to && !(year && year <= +state.to)) return false;
    return state.sets.every(function (set) { return set.has(at); });
  }

  function find(state) {
    var phrases = (state.q.match(/["“”]([^"“”]+)["“”]/g) || []).map(function (p) { return words(p).join(" "); }).filter(Boolean);
    var asked = words(state.q).filter(function (w) { return w.length > 1; });
    return Promise.all(asked.map(lookUp)).then(function (finds) {
      finds = finds.filter(Boolean).sort(function (a, b) { return a.size - b.size; });
      var hits = [];
      if (!finds.length && narrowed(state)) for (var n = 0; n < meta.kinds.length; n += 1) if (passes(n, state)) hits.push([0, n]);
      if (finds.length) finds[0].forEach(function (weight, at) {
        var score = weight;
        for (var i = 1; i < finds.length; i += 1) {
          if (!finds[i].has(at)) return;
          score += finds[i].get(at);
        }
        if (passes(at, state)) hits.push([score, at]);
      });
      hits.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      hits = hits.map(function (hit) { return hit[1]; });
      if (!phrases.length) return hits;
      return Promise.all(hits.slice(0, PHRASES_IN).map(record)).then(function (docs) {
        return hits.slice(0, PHRASES_IN).filter(function (at, n) {
          var text = " " + words(docs[n][0] + " " + docs[n][3]).join(" ") + " ";
          return phrases.every(function (phrase) { return text.indexOf(" " + phrase + " ") >= 0; });
        });
      });
    });
  }

  function record(at) {
    var chunk = Math.floor(at / meta.chunk);
    return load("d-" + chunk, chunks, chunk).then(function (docs) { return docs[at % meta.chunk]; });
  }

  function make(tag, text, name) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  /* The text around the first word found, with the words marked. */
  function marked(text, asked) {
    var out = make("p"), first, pieces = text.split(/([\p{L}\p{N}]+)/u);
    var hit = pieces.map(function (piece) {
      var word = words(piece).join("");
      return !!word && asked.some(function (w) { return word.indexOf(w) === 0; });
    });
    first = hit.indexOf(true);
    var start = Math.max(0, first - 24);
    while (start > 0 && !/\s$/.test(pieces[start - 1])) start -= 1;
    var end = Math.min(pieces.length, start + 90);
    if (start > 0) out.append("… ");
    for (var i = start; i < end; i += 1) out.append(hit[i] ? make("mark", pieces[i]) : pieces[i]);
    if (end < pieces.length) out.append(" …");
    return out;
  }

  function show(hits, state, upTo) {
    var mine = turn, asked = words(state.q), box = document.querySelector(".found"), status = form.querySelector(".shown");
    return Promise.all(hits.slice(0, upTo).map(record)).then(function (docs) {
      if (mine !== turn) return;
      var words_ = hits.length === 1 ? form.dataset.one : form.dataset.other;
      status.textContent = !narrowed(state) ? "" : hits.length ? words_.replace("{n}", hits.length) : form.dataset.none;
      box.textContent = "";
      ["e", "p", "s"].forEach(function (kind, k) {
        var list = make("ol", "", "hits");
        docs.forEach(function (doc, n) {
          if (meta.kinds[hits[n]] !== kind) return;
          var item = make("li"), head = make("h3"), link = make("a", doc[0]);
          link.href = doc[1];
          head.append(link);
          if (doc[2]) item.append(make("p", doc[2], "when"));
          item.append(head);
          if (doc[3]) item.append(marked(doc[3], asked));
          list.append(item);
        });
        if (list.children.length) box.append(make("h2", form.dataset.kinds.split("|")[k]), list);
      });
      if (hits.length > upTo) {
        var more = make("button", form.dataset.more, "copy");
        more.type = "button";
        more.addEventListener("click", function () { show(hits, state, upTo + PAGE); });
        box.append(more);
      }
    });
  }

  function read() {
    var state = {};
    ["q", "among", "show", "from", "to"].concat(KEYS).forEach(function (key) { state[key] = form.elements[key].value.trim(); });
    return state;
  }

  function run(event) {
    if (event) event.preventDefault();
    if (!meta || !who) return;
    var mine = turn += 1, state = read(), query = new URLSearchParams();
    Object.keys(state).forEach(function (key) { if (state[key]) query.set(key, state[key]); });
    state.sets = chosen(state);
    if (event) try { history.replaceState(null, "", location.pathname + (query.toString() ? "?" + query : "")); } catch (e) { /* a disk, in some browsers */ }
    find(state).then(function (hits) { if (mine === turn) show(hits, state, PAGE); });
  }

  /* Once the page and both files are there: the choices, then what the address asks for. */
  function begin() {
    if (!form || !meta || !who) return;
    KEYS.forEach(function (key) {
      who[key].forEach(function (one) { form.elements[key].append(new Option(one[1], one[0])); });
      form.elements[key].closest("label").hidden = !who[key].length;
    });
    new URLSearchParams(location.search).forEach(function (value, key) { if (form.elements[key]) form.elements[key].value = value; });
    run();
  }

  document.addEventListener("DOMContentLoaded", function () {
    form = document.querySelector(".find");
    form.hidden = false;
    document.querySelector(".without").hidden = true;
    form.addEventListener("submit", run);
    form.addEventListener("input", run);
    begin();
    if (!location.search) form.elements.q.focus();
  });

  return {
    meta: function (value) { meta = value; begin(); },
    who: function (value) { who = value; begin(); },
    shard: function (name, value) { shards[name] = value; },
    docs: function (name, value) { chunks[name] = value; }
  };
})();
