// The front page, the indexes and the other pages of the root.
const index = require("../_includes/index.js")
const frame = require("../_includes/frame.js")
const strip = require("../_includes/strip.js")
const claims = require("../_includes/claims.js")
const { e, link, number, grouped, date } = require("../_includes/text.js")
const { each, line, row } = require("../_includes/pieces.js")
const NOTE = "To appear here implies no wrongdoing. The lists hold what the sources cited beside each line report, and nothing is inferred from them."
const ALL = 2000 // events up to which they are also given on one page

// Years with their months.
const years = (all, { list, parts, counted, up, headlines }) => each([...grouped(all.parts[parts], part => part.year)], ([year, mine]) => {
  const counts = mine.map(part => all.lists.of(`${list}/${part.key}`).length)
  const months = mine.map((part, n) => `<li><a href="${link(`${parts}/${part.key}.html`)}">${part.part.split(" ")[0]}</a> <small>${counts[n]}</small></li>`)
  return `<section class="year" aria-labelledby="y-${year}">
<h2 id="y-${year}">${up ? `<a href="${link(`years/${year}.html`)}">${year}</a>` : year} <small>${counts.reduce((a, b) => a + b)} ${counted}</small></h2>
<div>
<ul class="months">
${months.join("\n")}
</ul>
${headlines ? `<ol class="heads">\n${each(all.lists.of(`in/${year}`), line)}\n</ol>` : ""}
</div>
</section>
`
}, "")
const timeline = (all, headlines) => strip(all.order, "years") + years(all, { list: "in", parts: "months", counted: "entries", up: true, headlines })

const top = (heading, note) => `<header class="top">
<h1>${heading}</h1>
<p class="summary">${note}</p></header>
`

const home = all => {
  const answers = all.order.flatMap(event => event.answers)
  const said = [...all.order, ...answers].reduce((total, one) => total + one.said.length, 0)
  return `<div class="lead">
<div class="stand">
<p class="meta">Entries stand oldest first. <a href="${link("method.html")}#legend">How to read this</a>${all.order.length <= ALL ? ` · <a href="${link("all.html")}">All on one page</a>` : ""}</p>
</div>
<aside class="figures" aria-label="The record so far"><ul>
<li>${number(all.order.length)} entries</li>
<li>${number(said)} quotations<small>${number(said)} found word for word in the saved copies</small></li>
<li>${number(answers.length)} responses</li>
<li>${number(all.sources.size)} sources</li>
</ul></aside>
</div>
${timeline(all, all.order.length <= 400)}`
}

const whole = all => `<header class="top"><h1>All on one page</h1>
<p class="meta"><a href="${link("index.html")}">Timeline</a> · ${number(all.order.length)} entries · Entries stand oldest first.</p></header>
${timeline(all, true)}`

const known = all => top("What was known when", "Entries by the day on which a source of this record first reported them. An earlier report elsewhere is possible.")
  + years(all, { list: "known", parts: "known", counted: "entries" })

const responses = all => {
  const rows = all.parts.responses.flatMap(part => all.lists.of(`claims/${part.key}`))
  return top("Claims and responses", claims.intro(claims.answeredOf(rows), rows.length)) + years(all, { list: "claims", parts: "responses", counted: "claims" })
}

const initial = person => (person.kind === "organisation" ? "Organisations" : person.name.split(" ").pop()[0])
const people = all => {
  const count = (list, person) => all.lists.of(`${list}/${person.id}`).length
  const one = person => `<li><a href="${person.link}">${e(person.name)}</a><span class="role">${e(person.roles[0].role)}</span><small>${count("of", person)} entries · ${count("said", person)} quotations · ${count("answered", person)} responses</small></li>`
  const sorted = [...all.people.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return `<header class="top"><h1>People and organisations</h1><p class="meta note">${NOTE}</p></header>
${each([...grouped(sorted, initial)].sort(), ([letter, mine]) => `<section class="az" aria-labelledby="az-${letter}"><h2 id="az-${letter}">${letter}</h2><ul class="index">
${each(mine, one)}
</ul>
</section>`)}`
}

const sources = all => `<header class="top"><h1>Sources</h1></header>
${each(all.parts.outlets, ({ key, title }) => {
  const mine = all.lists.of(`by/${title}`)
  const rows = all.sources.size <= 500 ? `<ul class="index">\n${each(mine, one => row((one.row ||= { source: one, index: all })))}\n</ul>` : `<p class="meta">${mine.length} sources</p>`
  return `<section class="az" aria-labelledby="outlet-${key}"><h2 id="outlet-${key}" class="long"><a href="${link(`outlets/${key}.html`)}">${e(title)}</a></h2>\n${rows}\n</section>`
})}`

const changes = all => {
  const shown = all.latest.slice(0, 500)
  const older = all.order.length - shown.length
  return `<header class="top">
<h1>Changes and corrections</h1>
<p class="summary">What was added, changed, corrected or withdrawn here, latest first.</p>
<p class="meta"><a href="${link("changes.xml")}">Feed</a></p>
</header>
${each([...grouped(shown, event => event.data.added)], ([day, events]) => `<section class="az" aria-labelledby="day-${day}"><h2 id="day-${day}" class="long">${date(day).words}</h2>
<ul class="plain changes">
${each(events, event => `<li class="added"><span class="kind">Added</span> <a href="${event.link}">${e(event.title)}</a></li>`)}
</ul></section>`)}
${older ? `<p class="meta">${number(older)} older changes are in the data.</p>` : ""}`
}

const missing = all => `<article class="prose"><h1>Not found</h1>
<p>There is no page at this address. The entry may have been renamed; nothing is deleted without a page that says why.</p>
<h2>Latest entries</h2>
<ul>
${each(all.order.slice(-8), event => `<li><a href="${event.link}">${e(event.title)}</a></li>`)}
</ul>
</article>`

const prose = heading => () => `<article class="prose"><h1>${heading}</h1>
</article>`

const PAGES = [
  ["index.html", "", home], ["all.html", "All on one page", whole], ["known/index.html", "What was known when", known],
  ["responses.html", "Claims and responses", responses], ["people.html", "People and organisations", people], ["sources.html", "Sources", sources],
  ["changes.html", "Changes and corrections", changes], ["method.html", "Method", prose("Method")], ["search.html", "Search", prose("Search")], ["404.html", "Not found", missing],
]

module.exports = class {
  data() {
    return {
      pagination: { data: "parts", size: 1, alias: "one", addAllPagesToCollections: true, before: (_, data) => PAGES.filter(([path]) => path !== "all.html" || data.counts.events <= ALL), resolve: "values" },
      permalink: data => data.one[0],
    }
  }

  render(data) {
    const [path, title, print] = data.one
    return frame({ path, title, nav: path.replace(".html", "") }, print(index(data)))
  }
}
