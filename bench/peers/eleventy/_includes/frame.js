// The frame of every page.
const { site, e, link } = require("./text.js")
const NAV = [["index", "Timeline"], ["people", "People"], ["sources", "Sources"], ["responses", "Claims &amp; responses"], ["search", "Search"], ["method", "Method"]]

const links = `<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${link("assets/style.css")}">
<script defer src="${link("assets/site.js")}"></script>
<link rel="icon" href="${link("assets/icon.svg")}" type="image/svg+xml">
<link rel="alternate" type="application/atom+xml" title="${e(site.title)}" href="${link("feed.xml")}">`

const mast = here => `<body data-theme-label="Colours" data-theme-names="System|Light|Dark" data-search="${link("search.html")}" data-keys="Keys j and k go from entry to entry, / to the search; switch them off|Keys j, k and / are off; switch them on" data-copy="Copy|Copied">
<a class="skip" href="#main">Skip to the text</a>
<header class="mast">
<div class="wrap">
<p class="plate"><a href="${link("index.html")}">${e(site.title)}</a></p>
<nav aria-label="Site"><ul>
${NAV.map(([name, words]) => `<li><a href="${link(name + ".html")}"${name === here ? ' aria-current="page"' : ""}>${words}</a></li>`).join("\n")}
</ul></nav>
</div>
</header>`

const foot = `<footer class="foot" aria-label="About this site">
<div class="wrap">
<p class="foot-note">Every line names its source. A person’s appearance here implies no wrongdoing.</p>
<ul>
<li><a href="${link("changes.html")}">Changes and corrections</a></li>
<li><a href="${link("known/index.html")}">What was known when</a></li>
<li><a href="${link("feed.xml")}">Feed</a></li>
<li>Data: <a href="${link("data/timeline.json")}">JSON</a>, <a href="${link("data/events.csv")}">CSV</a> and <a href="${link("data/timeline.ics")}">calendar</a></li>
</ul>
</div>
</footer>`

const masts = new Map()
const mastOf = here => masts.get(here) || masts.set(here, mast(here)).get(here)

// `told`: what is said of the page where it is shared; `head`: more for the head; `nav`: the name of the page in the header.
module.exports = ({ path, title, kind = "website", shared, told = site.tagline, described = true, head = "", nav = "" }, main) => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title ? `${e(title)} – ` : ""}${e(site.title)}</title>
${described ? `<meta name="description" content="${e(told)}">\n` : ""}<meta property="og:description" content="${e(told)}">
<meta property="og:title" content="${e(shared || title || site.title)}">
<meta property="og:type" content="${kind}">
<meta property="og:site_name" content="${e(site.title)}">
<link rel="canonical" href="${site.base}${path}">
<meta property="og:url" content="${site.base}${path}">
${links}
${head}</head>
${mastOf(nav)}
<main id="main" class="wrap" tabindex="-1">
${main}
</main>
${foot}
</body>
</html>
`
