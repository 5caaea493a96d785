// The page of an event.
const { site, e, link, date, time } = require("./text.js")
const { each, name, badge, way, words, response, near } = require("./pieces.js")
const frame = require("./frame.js")
const index = require("./index.js")

const ref = record => ({ "@id": record.link })
const quotation = (row, speaker) => ({ "@type": "Quotation", "@id": `#${row.id}`, text: row.words, spokenByCharacter: ref(speaker), isPartOf: ref(row.source) })
const comment = row => ({
  "@type": "Comment", name: row.verb, author: ref(row.who), datePublished: row.date.iso,
  ...(row.said.length && { hasPart: row.said.map(one => quotation(one, row.who)) }), isPartOf: ref(row.source),
})
const article = source => ({
  "@type": "NewsArticle", "@id": source.link, headline: source.title, url: source.address, author: source.writers.map(one => ({ "@type": "Person", name: one })),
  publisher: { "@type": "Organization", name: source.publisher }, datePublished: source.published,
})
const days = ({ form, iso }) => {
  if (form === "about") return {}
  const [startDate, endDate] = iso.split("/")
  return endDate ? { startDate, endDate } : { startDate }
}
const linked = event => {
  const people = event.people.map(one => ({ "@type": one.kind === "organisation" ? "Organization" : "Person", name: one.name, "@id": one.link, url: `${site.base}people/${one.id}.html` }))
  const reported = event.reports.map(one => ref(one.source))
  const comments = event.answers.map(comment)
  const graph = [
    { "@type": "Event", "@id": event.permalink, name: event.title, ...days(event.date), description: event.plain, about: people, subjectOf: reported },
    { "@type": "Claim", "@id": `${event.permalink}#claim`, name: event.title, about: { "@id": event.permalink }, appearance: reported, ...(comments.length && { comment: comments }) },
    ...event.said.map(row => quotation(row, row.speaker)),
    ...event.sources.map(article),
  ]
  return JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replaceAll("<", "\\u003c")
}

const top = (event, content) => `<header class="top two">
<div>
<p class="dateline"><i class="mk ${event.date.form}" aria-hidden="true"></i> ${time(event.date)}${event.date.form === "span" ? " <small>day not given</small>" : ""} <small><a href="${link(`years/${event.data.year}.html`)}#d-${event.data.month}">${date(event.data.month).words} in the timeline</a></small></p>
<h1>${e(event.title)}</h1>
<div class="summary">${content}</div></div>
<dl class="facts">
<dt>People</dt>
${each(event.people, one => `<dd>${name(one)}</dd>`, "")}<dt>Earliest source here</dt>
<dd>${event.first.date.words}, ${e(event.first.publisher)}</dd>
</dl>
</header>`

const report = row => `<div class="claim report">
<p>${badge(row)}</p>
<blockquote class="passage" dir="auto"><p>${e(row.words)}</p></blockquote>
<p class="from"><cite><a href="${row.source.link}">${e(row.source.title)}</a></cite>, by ${e(row.source.authors)}, <bdi>${e(row.source.publisher)}</bdi>, <bdi>${row.source.date.words}</bdi></p>
<p class="from">${way(row)}</p>
${row.dated ? `<p class="from">Dated by the words “${e(row.dated)}”</p>` : ""}</div>
`

const reported = event => {
  const own = event.answers.filter(row => !row.of)
  const heading = own.length || !event.answers.length
  const below = event.answers.length - own.length
  const says = below > 1 ? "responses to quotations stand" : "response to a quotation stands"
  return `<section aria-labelledby="claim">
<div class="pair heads"><h2 id="claim">What is reported</h2>${heading ? '<h2 class="r" aria-hidden="true">Responses</h2>' : ""}</div>
<div class="pair first">
${report(event.reports[0])}<div class="answers">
${heading ? "<h3>Responses</h3>" : ""}${event.answers.length ? each(own, row => response(row, true), "") : `<p class="none">${e(event.data.responses_sought)}</p>`}
${below ? `<p class="meta"><a href="#words">${below} ${says} below</a></p>` : ""}
</div>
${each(event.reports.slice(1), report, "")}</div>
</section>`
}

const said = event => `<section aria-labelledby="words">
<h2 id="words">In their words</h2>
${each(event.said, row => `<div class="pair">
<div class="claim" id="${row.id}">
<p class="who">${name(row.speaker)}</p>
${words(row)}
</div>
<div>
${each(event.answers.filter(one => one.of === row.id), one => response(one, true), "")}</div>
</div>
`, "")}</section>`

const cite = event => {
  const title = e(site.title)
  const [year, month, day] = event.data.added.split("-")
  const written = date(event.data.added).words.split(" ")
  const csl = [{
    id: event.id, type: "webpage", title: event.title, author: [{ literal: site.title }], "container-title": site.title, URL: event.permalink,
    issued: { "date-parts": [[+year, +month, +day]] },
  }]
  return `<section aria-labelledby="cite">
<h2 id="cite">Cite this entry</h2>
<details open><summary>APA</summary><pre tabindex="0"><code>${title}. (${year}, ${written[1]} ${written[0]}). ${e(event.title)}. ${event.permalink}</code></pre></details>
<details><summary>BibTeX</summary><pre tabindex="0"><code>@misc{${event.id},
  author = {{${title}}},
  title = {{${e(event.title)}}},
  year = {${year}},
  month = {${+month}},
  url = {${event.permalink}}
}</code></pre></details>
<details><summary>CSL-JSON</summary><pre tabindex="0"><code>${e(JSON.stringify(csl, null, 1))}</code></pre></details>
<details><summary>RIS</summary><pre tabindex="0"><code>TY  - ELEC
AU  - ${title}
TI  - ${e(event.title)}
T2  - ${title}
PY  - ${year}
DA  - ${year}/${month}/${day}
UR  - ${event.permalink}
ER  - </code></pre></details>
<details><summary>Wikipedia</summary><pre tabindex="0"><code>{{cite web |url=${event.permalink} |title=${e(event.title)} |website=${title} |date=${event.data.added}}}</code></pre></details>
</section>`
}

const beside = event => event && { link: event.link, name: event.title, note: event.date.words }
const cited = source => `<li>${e(source.authors)}: ${e(source.title)}, ${e(source.publisher)}, ${source.date.words}. ${source.address}</li>`

module.exports = class {
  render(data) {
    const all = index(data)
    const event = all.events.get(data.page.fileSlug)
    const told = `${event.replies.map(one => `${one.verb}: ${one.names}. `).join("")}${event.plain.slice(0, 300)}`
    const head = `<script type="application/ld+json">${linked(event)}</script>\n`
    return frame({ path: `events/${event.id}.html`, title: event.title, shared: event.title, kind: "article", told, head }, `<article class="event">
${top(event, data.content)}
${reported(event)}
${said(event)}
<section class="paper" aria-labelledby="sources">
<h2 id="sources">Sources</h2>
<ol>
${each(event.sources, cited)}
</ol>
</section>
<div class="pair tail">
<div>
<section class="history" aria-labelledby="history">
<h2 id="history">History of this entry</h2>
<ul>
<li><span class="time">${date(event.data.added).words}</span> · Added</li>
</ul>
</section>
</div>
${cite(event)}
</div>
</article>
${near(beside(all.order[event.n - 1]), beside(all.order[event.n + 1]))}`)
  }
}
