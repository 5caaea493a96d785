/* What script adds: the theme switch, the count behind the filters and their state in the address, keys, copying.
   Everything on the page is there without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  var store = {
    get: function (key) { try { return localStorage.getItem("dateline-" + key); } catch (e) { return null; } },
    set: function (key, value) { try { localStorage.setItem("dateline-" + key, value); } catch (e) { /* private window: forget */ } }
  };
  var theme = store.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  function make(tag, props) { return Object.assign(document.createElement(tag), props || {}); }

  function themeSwitch() {
    var list = document.querySelector(".foot ul");
    if (!list || !window.CSS || !CSS.supports("color", "light-dark(#000,#fff)")) return;
    var names = document.body.dataset.themeNames.split("|");
    var item = make("li", { className: "theme", textContent: document.body.dataset.themeLabel + ": " });
    ["system", "light", "dark"].forEach(function (value, at) {
      var button = make("button", { type: "button", textContent: names[at], value: value });
      button.addEventListener("click", function () {
        if (value === "system") delete root.dataset.theme; else root.dataset.theme = value;
        store.set("theme", value);
        press();
      });
      item.append(button);
    });
    function press() {
      var now = root.dataset.theme || "system";
      all("button", item).forEach(function (b) { b.setAttribute("aria-pressed", String(b.value === now)); });
    }
    press();
    list.append(item);
  }

  function say(element, n, total) {
    element.textContent = n === total ? "" : element.dataset.words.replace("{n}", n);
  }

  function setQuery(key, value) {
    var query = new URLSearchParams(location.search);
    if (value) query.set(key, value); else query.delete(key);
    var text = query.toString();
    try { history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash); } catch (e) { /* file:// in some browsers */ }
  }

  function filters() {
    var box = document.querySelector("fieldset.filter");
    if (!box) return;
    var query = new URLSearchParams(location.search), radios = all("input", box), pick = box.querySelector(".pick"), who = box.querySelector("select");
    radios.forEach(function (r) { if (r.value === query.get(r.name)) r.checked = true; });
    if (pick) {
      pick.hidden = false;
      if (all("option", who).some(function (o) { return o.value === query.get("who"); })) who.value = query.get("who");
    }
    var items = all(".mo .ev, .claims tbody tr");
    function has(item, key, value) { return item.dataset[key].split(" ").indexOf(value) >= 0; }
    function apply(event) {
      var kind = radios.filter(function (r) { return r.checked; })[0], person = who ? who.value : "", n = 0;
      items.forEach(function (item) {
        item.hidden = (kind.value !== "all" && !has(item, "s", kind.value)) || (!!person && !has(item, "who", person));
        if (!item.hidden) n += 1;
      });
      say(box.querySelector(".shown"), n, items.length);
      if (event) { setQuery(kind.name, kind.value === "all" ? "" : kind.value); setQuery("who", person); }
    }
    box.addEventListener("change", apply);
    apply();
  }

  function copying() {
    if (!navigator.clipboard) return;
    var words = document.body.dataset.copy.split("|");
    all("details pre").forEach(function (pre) {
      var button = make("button", { type: "button", className: "copy", textContent: words[0] });
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(pre.textContent).then(function () {
          button.textContent = words[1];
          setTimeout(function () { button.textContent = words[0]; }, 2000);
        }, function () { /* refused: the text is there to be selected */ });
      });
      pre.after(button);
    });
  }

  /* Single keys can be switched off, since they get in the way of speech input. */
  function keySwitch() {
    var list = document.querySelector(".foot ul");
    if (!list) return;
    var words = document.body.dataset.keys.split("|"), item = make("li"), button = make("button", { type: "button", className: "keys" });
    function tell() { button.textContent = words[store.get("keys") === "off" ? 1 : 0]; }
    button.addEventListener("click", function () { store.set("keys", store.get("keys") === "off" ? "on" : "off"); tell(); });
    tell();
    item.append(button);
    list.append(item);
  }

  function keys() {
    keySwitch();
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || store.get("keys") === "off") return;
      if (/^(input|select|textarea|button)$/i.test(event.target.tagName) || event.target.isContentEditable) return;
      if (event.key === "/") { event.preventDefault(); location.href = document.body.dataset.search; return; }
      if (event.key !== "j" && event.key !== "k") return;
      var links = all(".ev:not([hidden]) h3 a"), step = event.key === "j" ? 1 : -1;
      if (!links.length) {
        var near = document.querySelector('.near a[rel="' + (step > 0 ? "next" : "prev") + '"]');
        if (near) near.click();
        return;
      }
      var at = links.indexOf(document.activeElement);
      var next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step];
      if (next) { next.focus({ preventScroll: true }); next.closest(".ev").scrollIntoView({ block: "start" }); }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeSwitch(); filters(); copying(); keys();
  });
})();
