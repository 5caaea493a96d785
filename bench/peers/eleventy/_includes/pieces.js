// The pieces that pages share. What stands on several pages is printed once and kept with its record.
const { e, link, date, time } = require("./text.js")

const kept = (name, print) => row => ((row.kept ||= {})[name] ||= print(row))
const each = (rows, print, between = "\n") => rows.map(print).join(between)

const name = person => `<a href="${person.link}">${e(person.name)}</a>`
const badge = row => `<span class="badge ${row.kind}"><i aria-hidden="true"></i><span>${e(row.badge)}</span></span>`
const way = row => `<a class="out" href="${e(row.place.url)}" rel="noopener" aria-label="Read the ${row.how}: ${e(row.place.head)}">Read the ${row.how}</a> · <span class="ok"><span aria-hidden="true">✓ </span>Word for word in the saved copy, ${row.source.verified}</span>`
const from = row => `<p class="from"><cite><a href="${row.source.link}">${e(row.source.publisher)}</a></cite>, ${row.source.date.words} · ${way(row)}</p>`
const quote = row => `<blockquote cite="${row.source.address}" dir="auto"><p>“${e(row.words)}”</p></blockquote>`

const words = kept("words", row => `${quote(row)}
${from(row)}
`)

const answer = kept("answer", row => `${each(row.said, one => `<div>\n${words(one)}\n</div>\n`, "")}<blockquote class="passage" dir="auto"><p>${e(row.words)}</p></blockquote>
${from(row)}
${row.early ? `<p class="timing">Said before the earliest source here.</p>` : ""}`)

// The event that a quotation or a response belongs to, with its date.
const at = row => `<p class="when">${time(row.date || row.event.date)} · <a href="${row.event.link}#${row.id}">${e(row.event.title)}</a></p>`

const shortened = text => (text.length > 90 ? text.slice(0, 90).replace(/\s\S*$/, " …") : text)
const claim = row => (row.claim ? `<p class="from">In answer to <a href="${row.event.link}#${row.of}">“${e(shortened(row.claim))}”</a></p>` : "")

const response = (row, anchored) => `<div class="resp ${row.kind}"${anchored ? ` id="${row.id}"` : ""}>
<p class="verb">${row.verb}</p>
<p class="who">${name(row.who)} <span class="said">(${row.date.words})</span></p>
${answer(row)}
</div>
`

const notes = kept("notes", event => `<div class="notes">
${each(event.badges, badge, "")}${each(event.replies, one => `<p class="re"><span class="verb">${one.verb}</span> ${e(one.names)}${one.words && `: <q>“${e(one.words)}”</q>`}</p>`, "")}</div>
`)

const card = kept("card", event => {
  const span = event.date.form === "span"
  const [said] = event.said
  const sources = event.sources.length
  return `<li class="ev${span ? " band" : ""}" id="${event.id}" data-s="${event.facets.join(" ")}">
<div class="d">${time(event.date)}${span ? "<small>day not given</small>" : ""}</div>
<i class="mk ${event.date.form}" aria-hidden="true"></i>
<div class="tx">
<h3><a href="${event.link}">${e(event.title)}</a></h3>
<p>${e(event.sentence)}</p>${said ? `<p class="q"><b>${name(said.speaker)}:</b> <q>“${e(said.words)}”</q></p>` : ""}<p class="meta${sources === 1 ? " sole" : ""}">Earliest source here: ${event.first.date.words}, ${e(event.first.publisher)}${sources > 1 ? ` · ${sources} sources` : ""}</p></div>
${notes(event)}
</li>
`
})

const line = row => {
  const event = row.event || row
  return `<li><span class="meta">${event.date.words}</span> <a href="${event.link}${row.event ? `#${row.id}` : ""}">${e(event.title)}</a></li>`
}

// The page before and the page after: link, name and note of each.
const beside = (one, rel, says) => (one ? `<a rel="${rel}" href="${one.link}"><small>${says}${one.note ? ` · ${one.note}` : ""}</small> ${e(one.name)}</a>` : "")
const near = (before, after) => (before || after ? `<nav class="near" aria-label="Entries before and after">
${beside(before, "prev", "Earlier")}${beside(after, "next", "Later")}</nav>` : "")

// A source in an index.
const row = kept("row", ({ source, index }) => {
  const count = list => index.lists.of(`${list}/${source.id}`).length
  return `<li><a href="${source.link}">${e(source.title)}</a><span class="role">by ${e(source.authors)} · ${source.date.words}</span><small>${count("on")} entries · ${count("from")} quotations</small></li>`
})

const filter = total => `<fieldset class="filter"><legend>Show</legend>
<label><input type="radio" name="show" id="show-all" value="all" checked> All</label>
<label><input type="radio" name="show" id="show-named" value="named"> Named source</label>
<label><input type="radio" name="show" id="show-unnamed" value="unnamed"> Unnamed source</label>
<label><input type="radio" name="show" id="show-document" value="document"> Document</label>
<label><input type="radio" name="show" id="show-response" value="response"> With a response</label>
<span class="shown" role="status" data-words="{n} of ${total} shown"></span>
</fieldset>`

// A month with its events and what was answered in it.
const run = one => `<p class="run re">${one.date.words}: ${e(one.who.name)} ${one.verb.toLowerCase()}, in answer to: <a href="${one.event.link}#${one.id}">${e(one.event.title)}</a></p>`
const month = (index, key) => {
  const events = index.lists.of(`in/${key}`)
  const answers = index.lists.of(`elsewhere/${key}`)
  const folded = answers.length > 6
  return `<section class="mo" data-s="${[...new Set(events.flatMap(one => one.facets))].join(" ")}" aria-labelledby="d-${key}">
<h2 id="d-${key}"><a href="${link(`months/${key}.html`)}">${date(key).words}</a></h2>
<div>
${folded ? `<details><summary>${answers.length} responses given then to entries of other months</summary>\n` : ""}${each(answers, run)}${folded ? "\n</details>" : ""}
<ol>
${each(events, card, "")}</ol>
</div>
</section>
`
}

// On what the reports of sources rest, each with how many.
const SAYS = { named: "named source", unnamed: "unnamed source", document: "document", outlet: "the outlet’s own voice" }
const rests = (index, ids) => {
  const found = {}
  for (const id of ids) for (const event of index.lists.of(`on/${id}`)) for (const one of event.reports) if (one.source.id === id) found[one.kind] = (found[one.kind] || 0) + 1
  const told = Object.entries(SAYS).filter(([kind]) => found[kind]).map(([kind, says]) => `${says} (${found[kind]})`)
  return told.length ? `<p class="meta">Its reports here rest on: ${told.join(", ")}.</p>` : ""
}

module.exports = { each, name, badge, way, quote, words, answer, at, claim, response, notes, card, line, near, row, filter, month, rests }
