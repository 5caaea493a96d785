/* Looks words up in the index of search/: a file a word and the records that are shown; see dateline/render/search.py.
   The index is loaded as scripts, since a page opened from a disk may not fetch. */
var datelineSearch = (function () {
  "use strict";
  var KEYS = ["person", "outlet", "response"], FIELDS = KEYS.concat("among", "show", "from", "to"), FACETS = ["named", "unnamed", "document", "response"], PAGE = 20;
  var meta = null, who = null, stores = {}, waiting = {}, form, turn = 0;
  /* Scripts without spaces are looked up by pairs of signs. */
  var UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\\u{20000}-\\u{3ffff}";
  var unspaced = new RegExp("^[" + UNSPACED + "]", "u");
  var WORD = new RegExp("(?:(?=[" + UNSPACED + "])[\\p{L}\\p{N}])+|(?:(?![" + UNSPACED + "])[\\p{L}\\p{N}])+", "gu");
  var PIECES = new RegExp("([" + UNSPACED + "]|(?:(?![" + UNSPACED + "])[\\p{L}\\p{M}\\p{N}])+)", "u");

  function words(text) {
    var found = [];
    (text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(WORD) || []).forEach(word => {
      var signs = unspaced.test(word) ? [...word] : [];
      if (signs.length < 2) { found.push(word); return; }
      for (var at = 0; at < signs.length - 1; at += 1) found.push(signs[at] + signs[at + 1]);
    });
    return found;
  }
  function hex(sign) { return sign.codePointAt(0).toString(16); }
  /* The file of a word; see dateline/render/tokens.py. */
  function shardOf(word) {
    var signs = [...word], head = signs.slice(0, 2).join(""), pairs = unspaced.test(word);
    var codes = signs.map(hex), part = codes[pairs ? 0 : 2];
    var name = /^[a-z0-9]+$/.test(head) ? head : "u" + (pairs ? (word.codePointAt(0) >> 6).toString(16) : codes.slice(0, 2).join("-"));
    return part && meta.parted[name] ? name + "-" + part : name;
  }
  function useful(word) { return word.length > 1 || unspaced.test(word); }

  function load(kind, key) {
    var name = kind + "-" + key;
    if (!waiting[name]) waiting[name] = new Promise((done, fail) => {
      var script = document.createElement("script");
      script.src = form.dataset.folder + "/" + name + ".js";
      script.onload = () => { done(stores[name]); };
      script.onerror = () => { delete waiting[name]; fail(new Error(name)); };
      document.head.append(script);
    });
    return waiting[name];
  }
  /* The words of a file; none where there is no such file. */
  function shard(kind, key) { return meta.shards.has(key) ? load(kind, key) : Promise.resolve({}); }

  /* The file with the places of a word. */
  function placesOf(word) {
    return meta.alone.has(word) ? load("p", "w-" + [...word].map(hex).join("-")) : shard("p", shardOf(word));
  }

  function steps(posting, shift, each) {
    var at = 0;
    posting.split(".").forEach(step => { var n = parseInt(step, 36); at += n >> shift; each(at, n & 3); });
  }

  /* Record → score of the words that begin with these letters, by place (headline, name, text), wholeness and rarity;
     null for a word that stands everywhere. */
  function lookUp(word) {
    return shard("s", shardOf(word)).then(found => {
      var all = new Map();
      if (found[word] === "*") return null;
      Object.keys(found).forEach(key => {
        if (key.indexOf(word) !== 0 || found[key] === "*") return;
        var whole = key === word ? 2 : 1;
        steps(found[key], 2, (at, weight) => all.set(at, Math.max(all.get(at) || 0, weight * whole)));
      });
      var rare = Math.log(1 + meta.all.length / (1 + all.size));
      all.forEach((score, at) => all.set(at, score * rare));
      return all;
    });
  }

  /* The records of `among` in which the words follow each other. */
  function follow(phrase, among) {
    return Promise.all(phrase.map(placesOf)).then(files => {
      var starts = null;
      phrase.forEach((word, nth) => {
        var next = new Map(), at = 0, rows = Object.hasOwn(files[nth], word) ? files[nth][word] : "";
        if (rows[0] === "*") return; /* so common that any word may stand there */
        rows.split(",").filter(Boolean).forEach(row => {
          var parts = row.split(":"), here = 0;
          at += parseInt(parts[0], 36);
          if (!(starts || among).has(at)) return;
          var places = parts[1].split(".").map(step => { here += parseInt(step, 36); return here - nth; });
          if (starts) places = places.filter(place => starts.get(at).indexOf(place) >= 0);
          if (places.length) next.set(at, places);
        });
        starts = next;
      });
      return starts || among;
    });
  }

  /* Whether there is anything to look for. */
  function narrowed(state) { return state.words.some(useful) || state.phrases.length || FIELDS.some(key => state[key]); }

  /* The records of each choice. */
  function chosen(state) {
    return Promise.all(KEYS.filter(key => state[key]).map(key => {
      return load("f", meta.parted[key] ? key + "-" + hex(state[key]) : key).then(sets => {
        var found = new Set();
        if (Object.hasOwn(sets, state[key])) steps(sets[state[key]], 0, at => found.add(at));
        return found;
      });
    }));
  }

  /* Events have numbers from 0, then come people, then sources. */
  function kindOf(at) { return Math.floor(at / meta.apart); }
  function yearOf(at) { return meta.years[kindOf(at)][at % meta.apart]; }
  function turnOf(at) { return 1e4 * kindOf(at) + (yearOf(at) || 9999); }

  function passes(at, state) {
    var year = yearOf(at);
    if (state.among && "eps"[kindOf(at)] !== state.among) return false;
    if (state.show && !(parseInt(meta.facets[at] || 0, 36) >> FACETS.indexOf(state.show) & 1)) return false;
    if (state.from && !(year && year >= +state.from)) return false;
    if (state.to && !(year && year <= +state.to)) return false;
    return state.sets.every(set => set.has(at));
  }

  /* The records that hold every word and phrase; best first, of equals by kind and year. */
  function find(state) {
    if (!narrowed(state)) return Promise.resolve([]);
    return Promise.all([chosen(state), ...state.words.filter(useful).map(lookUp)]).then(both => {
      var finds = both.slice(1).filter(Boolean), all = new Map();
      state.sets = both[0];
      meta.all.forEach(at => {
        if (!passes(at, state) || !finds.every(found => found.has(at))) return;
        /* Who bears the name stands before what mentions it. */
        all.set(at, finds.reduce((sum, found) => sum + found.get(at), 0) * (kindOf(at) ? 1.25 : 1));
      });
      return Promise.all(state.phrases.map(phrase => follow(phrase, all))).then(kept => {
        return [...all.keys()].filter(one => kept.every(starts => starts.has(one))).sort((a, b) => all.get(b) - all.get(a));
      });
    });
  }

  function record(at) {
    return load("d", Math.floor(at / meta.chunk)).then(docs => docs[at % meta.chunk]);
  }

  function make(tag, text, name) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  /* The text into `out`, around the first word found where it is long, with the words marked. */
  function marked(out, text, asked, most) {
    var pieces = text.split(PIECES), hit = pieces.map((piece, at) => {
      if (!(at & 1)) return false;
      if (unspaced.test(piece)) return asked.some(w => w.indexOf(piece) >= 0);
      var word = words(piece).join("");
      return asked.some(w => word.indexOf(w) === 0);
    });
    var start = Math.max(0, Math.min(hit.indexOf(true) - 24, pieces.length - most));
    while (start > 0 && !/\s$/.test(pieces[start - 1])) start -= 1;
    var end = Math.min(pieces.length, start + most);
    if (start > 0) out.append("… ");
    for (var i = start; i < end; i += 1) out.append(hit[i] ? make("mark", pieces[i]) : pieces[i]);
    if (end < pieces.length) out.append(" …");
    return out;
  }

  function item(doc, asked) {
    var one = make("li"), head = make("h3"), link = make("a");
    marked(link, doc[0], asked, 100);
    link.href = doc[1];
    one.dir = "auto";
    head.append(link);
    if (doc[2]) one.append(make("p", doc[2], "when"));
    one.append(head);
    if (doc[3]) one.append(marked(make("p"), doc[3], asked, 90));
    return one;
  }

  /* The hits up to a number, by kind; the kind of the best first. */
  function show(hits, state, upTo) {
    var mine = turn, asked = state.words.filter(useful), box = document.querySelector(".found");
    return Promise.all(hits.slice(0, upTo).map(record)).then(docs => {
      if (mine !== turn) return;
      tell(!narrowed(state) ? "" : hits.length ? form.dataset[hits.length === 1 ? "one" : "other"].replace("{n}", hits.length) : form.dataset.none);
      box.textContent = "";
      var kinds = new Set(hits.slice(0, upTo).map(kindOf)), fresh = null;
      kinds.forEach(kind => {
        var list = make("ol", "", "hits");
        docs.forEach((doc, n) => {
          if (kindOf(hits[n]) !== kind) return;
          var one = item(doc, asked);
          if (n >= upTo - PAGE && !fresh) fresh = one;
          list.append(one);
        });
        box.append(make("h2", form.dataset.kinds.split("|")[kind]), list);
      });
      if (hits.length > upTo) {
        var more = make("button", form.dataset.more, "copy");
        more.type = "button";
        more.addEventListener("click", () => { show(hits, state, upTo + PAGE).catch(failed); });
        box.append(more);
      }
      if (upTo > PAGE && fresh) fresh.querySelector("a").focus();
    });
  }

  function tell(text) { form.querySelector(".shown").textContent = text; }
  function failed() { tell(form.dataset.failed); document.querySelector(".found").textContent = ""; }

  function read() {
    var state = {};
    ["q"].concat(FIELDS).forEach(key => { state[key] = form.elements[key].value.trim(); });
    return state;
  }

  function run(event) {
    if (event) event.preventDefault();
    if (!meta || !who) return;
    var mine = turn += 1, state = read(), query = new URLSearchParams();
    Object.keys(state).forEach(key => { if (state[key]) query.set(key, state[key]); });
    if (event) try { history.replaceState(null, "", location.pathname + (query.toString() ? "?" + query : "")); } catch (e) { /* a disk */ }
    state.words = words(state.q);
    state.phrases = (state.q.match(/["“”„«»]([^"“”„«»]+)["“”«»]/g) || []).map(words).filter(phrase => phrase.length > 1);
    find(state).then(hits => { if (mine === turn) return show(hits, state, PAGE); }).catch(() => { if (mine === turn) failed(); });
  }

  /* Once the page and both files are there: the choices, then what the address asks for. */
  function begin() {
    if (!form || !meta || !who) return;
    KEYS.forEach(key => {
      who[key].forEach(one => { form.elements[key].append(new Option(one[1], one[0])); });
      form.elements[key].closest("label").hidden = !who[key].length;
    });
    new URLSearchParams(location.search).forEach((value, key) => { if (form.elements[key]) form.elements[key].value = value; });
    run();
  }

  function keep(kind) { return (key, value) => { stores[kind + "-" + key] = value; }; }

  document.addEventListener("DOMContentLoaded", () => {
    form = document.querySelector(".find");
    form.hidden = false;
    document.querySelector(".without").hidden = true;
    form.addEventListener("submit", run);
    form.addEventListener("input", run);
    if (!location.search) form.elements.q.focus();
    begin();
  });

  return {
    meta: value => {
      meta = value;
      ["shards", "alone"].forEach(key => { meta[key] = new Set(meta[key].split(" ")); });
      meta.years = value.years.map(runs => runs.flatMap(run => Array(run[1]).fill(run[0])));
      meta.all = meta.years.flatMap((years, kind) => years.map((_, n) => kind * meta.apart + n)).sort((a, b) => turnOf(a) - turnOf(b));
      begin();
    },
    who: value => { who = value; begin(); },
    words: keep("s"), places: keep("p"), sets: keep("f"), docs: keep("d")
  };
})();
