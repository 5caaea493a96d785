// The page of a person or an organisation, whole or a part of it.
const { site, e, link, humanized } = require("./text.js")
const { each, name, words, answer, at, claim, card, line, near } = require("./pieces.js")
const frame = require("./frame.js")
const strip = require("./strip.js")
const NOTE = "To appear here implies no wrongdoing. The lists hold what the sources cited beside each line report, and nothing is inferred from them."

const answered = row => `<div class="resp ${row.kind}">
${at(row)}
<p class="verb">${row.verb}</p>
${answer(row)}
${claim(row)}
</div>
`
const said = row => `<div class="claim">
${at(row)}
${words(row)}
</div>
`

// What of a long list is not shown in full: links to its parts, or a line each.
const rest = (index, person, part, list, rows, anchor) => {
  if (!rows.length) return ""
  if (part || !person.long) return `<ol class="heads">\n${each(rows, line)}\n</ol>`
  const parts = person.parts.map(({ key, title }) => ({ key, title, n: index.lists.of(`${list}/${person.id}/${key}`).length })).filter(({ n }) => n)
  return `<p class="meta">These are the first. All of them:</p>
<ul class="months">
${each(parts, ({ key, title, n }) => `<li><a href="${link(`people/${person.id}/${key}.html`)}#${anchor}">${title}</a> <small>${n}</small></li>`)}
</ul>`
}

const section = (id, heading, rows, more) => `<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${rows}
${more}
</section>
`

const head = (person, part) => {
  if (part) return `<p class="dateline">${name(person)}</p>\n<h1>${e(part.title)}</h1>`
  return `<p class="dateline">${humanized(person.kind || "person")}</p>
<h1>${e(person.name)}</h1>
${each(person.roles, one => `<p class="roleline">${e(one.role)}</p>`)}
<div class="summary"><p>${e(person.description)}</p></div>`
}

const linked = (person, path) => JSON.stringify({ "@context": "https://schema.org", "@type": person.kind === "organisation" ? "Organization" : "Person", name: person.name, url: site.base + path })

module.exports = (index, person, part, before, after) => {
  const key = part ? part.key : person.id
  const path = `people/${key}.html`
  const shown = person.long && !part ? 20 : 40
  const list = (kind, id, heading, print, open, shut) => {
    const rows = index.lists.of(`${kind}/${key}`)
    return rows.length ? section(id, heading, open + each(rows.slice(0, shown), print, "") + shut, rest(index, person, part, kind, rows.slice(shown), id)) : ""
  }
  const pair = ['<div class="pair">\n', "</div>"]
  const feed = `<link rel="alternate" type="application/atom+xml" title="${e(person.name)}" href="${link(`people/${person.id}.xml`)}">\n`
  const data = part ? "" : `<script type="application/ld+json">${linked(person, path)}</script>\n`
  const title = part ? part.title : person.name
  return frame({ path, title, shared: title, kind: "profile", told: NOTE, described: false, head: feed + data }, `<article class="person">
<header class="top">
${head(person, part)}
<p class="meta note">${NOTE}</p>
</header>
${part ? "" : strip(index.lists.of(`of/${key}`), "years")}
${list("answered", "responses", "Responses and denials", answered, ...pair)}${list("said", "said", "Said", said, ...pair)}${list("of", "entries", `Entries that name ${e(person.name)}`, card, '<ol class="entries">\n', "</ol>")}</article>
${near(before, after)}`)
}
