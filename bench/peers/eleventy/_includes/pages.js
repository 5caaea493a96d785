// Pages of sources, months, years, outlets, and of what was known when.
const { e, link, number, grouped, date, time } = require("./text.js")
const { each, name, way, quote, answer, at, claim, card, notes, near, row, filter, month, rests } = require("./pieces.js")
const frame = require("./frame.js")
const strip = require("./strip.js")

const quoted = one => `<div class="claim">
${at(one)}
<p class="who">${name(one.speaker)}</p>
${quote(one)}
<p class="from">${way(one)}</p>
</div>
`
const told = one => `<div class="resp ${one.kind}">
${at(one)}
<p class="verb">${one.verb}</p>
<p class="who">${name(one.who)}</p>
${answer(one)}
${claim(one)}
</div>
`
const sums = copy => `<dl class="sums"><dt>Bytes</dt><dd><code>${copy.bytes_sha256}</code></dd><dt>Text</dt><dd><code>${copy.text_sha256}</code></dd><dt>Compared on</dt><dd>${date(copy.verified).words}</dd></dl>`
const pairs = (id, heading, rows, print) => (rows.length ? `<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
<div class="pair">
${each(rows, print, "")}</div>
</section>
` : "")

const source = (index, one) => {
  const { id, title, publisher } = one
  const outlet = index.parts.outlets.find(part => part.title === publisher)
  return frame({ path: `sources/${id}.html`, title, shared: title, kind: "article", told: `${publisher}, ${one.date.words}`, described: false }, `<article class="source">
<header class="top">
<p class="dateline"><span>Article · <a href="${link(`outlets/${outlet.key}.html`)}">${e(publisher)}</a></span></p>
<h1>${e(title)}</h1>
<p class="byline">by ${e(one.authors)} · published ${one.date.weekday} ${one.date.words}</p>
<p class="meta">
<a class="out" href="${one.address}" rel="noopener">Open the original</a> · Read on ${date(one.accessed).words}</p>
${rests(index, [id])}
</header>
${pairs("quotes", "Quoted from it, in order of appearance", index.lists.of(`from/${id}`), quoted)}${pairs("responses", "Responses reported in it", index.lists.of(`told/${id}`), told)}<section aria-labelledby="entries"><h2 id="entries">Entries that rest on it</h2>
<ol class="entries">
${each(index.lists.of(`on/${id}`), card, "")}</ol>
</section>
<section aria-labelledby="receipt"><h2 id="receipt">Receipt</h2>
<p>The quotations were compared with a saved copy that had these SHA-256 sums. Anyone with the same bytes can repeat it.</p>
${each(one.copies, sums)}
</section>
</article>`)
}

const up = `<a href="${link("index.html")}">Timeline</a>`
const months = (index, part, before, after) => {
  const count = index.lists.of(`in/${part.key}`).length
  return frame({ path: `months/${part.key}.html`, title: part.title }, `<header class="top"><h1>${part.title}</h1>
<p class="meta">${up} · <a href="${link(`years/${part.year}.html`)}">${part.year}</a> · ${count} entries · Entries stand oldest first.</p></header>
${filter(count)}
${month(index, part.key)}
${near(before, after)}`)
}

const years = (index, part, before, after) => {
  const events = index.lists.of(`in/${part.key}`)
  const head = (key, n) => `<section class="year" aria-labelledby="y-${n}">
<h2 id="y-${n}"><a href="${link(`months/${key}.html`)}">${date(key).words}</a> <small>${index.lists.of(`in/${key}`).length} entries</small></h2>
<div>
</div>
</section>
`
  return frame({ path: `years/${part.key}.html`, title: part.title }, `<header class="top"><h1>${part.title}</h1>
<p class="meta">${up} · ${events.length} entries · Entries stand oldest first.</p></header>
${strip(events, "months", "month")}
${events.length <= 120 ? filter(events.length) + each(part.months, key => month(index, key), "") : each(part.months, head, "")}
${near(before, after)}`)
}

const lag = event => {
  if (event.date.form !== "day") return ""
  const days = Math.round((Date.parse(event.first.published) - Date.parse(event.date.iso)) / 86400000)
  return days ? ` · reported ${days} day${days === 1 ? "" : "s"} later` : " · reported the same day"
}
const reported = event => `<li><h3><a href="${event.link}">${e(event.title)}</a></h3>
<p class="meta">${event.reports[0].kind === "outlet" ? "" : `${e(event.first.publisher)} · `}The event: ${event.date.weekday ? `${event.date.weekday} ` : ""}${event.date.words}${lag(event)}</p>
${notes(event)}</li>
`
const day = ([iso, events]) => `<section class="az" aria-labelledby="day-${iso}"><h2 id="day-${iso}" class="long">${time(date(iso))}</h2>
<ol class="lines">
${each(events, reported, "")}</ol></section>
`
const known = (index, part, before, after) => {
  const days = grouped(index.lists.of(`known/${part.key}`), event => event.first.published)
  const soFar = index.parts.known.reduce((total, { key }) => total + (key <= part.key ? index.lists.of(`known/${key}`).length : 0), 0)
  return frame({ path: `known/${part.key}.html`, title: part.title }, `<header class="top">
<p class="dateline"><a href="${link("known/index.html")}">What was known when</a></p>
<h1>First reported in ${part.part}</h1>
<p class="summary">By the end of the month, ${number(soFar)} entries of this record had been reported.</p><p class="meta note">Entries by the day on which a source of this record first reported them. An earlier report elsewhere is possible.</p>
</header>
${each([...days].sort(([a], [b]) => (a < b ? -1 : 1)), day, "")}
${near(before, after)}`)
}

const outlets = (index, part) => {
  const sources = index.lists.of(`by/${part.title}`)
  return frame({ path: `outlets/${part.key}.html`, title: part.title }, `<header class="top">
<p class="dateline">Outlet</p>
<h1>${e(part.title)}</h1>
${rests(index, sources.map(one => one.id))}
</header>
<section class="az" aria-labelledby="published"><h2 id="published" class="long">Sources</h2>
<ul class="index">
${each(sources, one => row((one.row ||= { source: one, index })))}
</ul></section>`)
}

module.exports = { source, months, years, known, outlets }
