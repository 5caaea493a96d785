// What machines read: feeds, tables, the calendar, all as JSON, and the sitemap.
const index = require("../_includes/index.js")
const { site } = require("../_includes/text.js")
const { account, item, change, feed } = require("../_includes/feed.js")

const cell = value => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
const table = (head, rows) => `${head}\n${rows.map(row => `${row.map(value => cell(String(value ?? ""))).join(",")}\n`).join("")}`
const kinds = event => [...new Set(event.reports.map(one => one.kind))].join("; ")

const TABLES = {
  events: all => table("id,date,title,people,sourcing,sources,quotations,responses,page", all.order.map(event => [
    event.id, event.data.when, event.title, event.people.map(one => one.name).join("; "), kinds(event), event.data.sources.join("; "), event.said.length,
    event.answers.map(one => `${one.kind}: ${one.who.name}`).join("; "), event.link,
  ])),
  people: all => table("id,name,kind,aliases,roles,same_as,page", [...all.people.values()].map(one => [one.id, one.name, one.kind || "person", "", one.roles.map(({ role }) => role).join("; "), "", one.link])),
  quotations: all => table("event,id,words,speaker,name,described,role,according_to,said,source,response,verified,sentence", all.order.flatMap(event => [
    ...event.said.map(one => [event.id, one.id, one.words, one.speaker.id, one.speaker.name, "", "", "", "", one.source.id, "", "yes", one.place.url]),
    ...event.answers.flatMap(by => by.said.map(one => [event.id, one.id, one.words, by.who.id, by.who.name, "", "", "", by.date.iso, one.source.id, by.id, "yes", one.place.url])),
  ])),
  reports: all => table("event,source,sourcing,according_to,count,relayed_from,date,dated_by,anonymity_reason", all.order.flatMap(event => (
    event.data.reports.map(one => [event.id, one.source, one.sourcing || "outlet", one.according_to, "", "", "", one.dated_by, ""])
  ))),
  responses: all => table("event,id,kind,by,name,described,on_behalf_of,of,said,cue,role,source", all.order.flatMap(event => (
    event.answers.map(one => [event.id, one.id, one.kind, one.who.id, one.who.name, "", "", one.of, one.date.iso, one.cue, "", one.source.id])
  ))),
  sources: all => table("id,title,publisher,authors,published,kind,language,url,archived,page", [...all.sources.values()].map(one => [one.id, one.title, one.publisher, one.authors, one.published, "article", "", one.address, "", one.link])),
}

const fold = line => line.replace(/(.{74})(?=.)/g, "$1\r\n ")
const stamp = day => day.replaceAll("-", "")
const nextDay = day => stamp(new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10))
const call = event => {
  const [from, to = from] = event.data.when.split("/")
  return `BEGIN:VEVENT
UID:${event.id}@record.example/timeline
DTSTAMP:${stamp(event.data.added)}T000000Z
DTSTART;VALUE=DATE:${stamp(from)}
DTEND;VALUE=DATE:${nextDay(to)}
${fold(`SUMMARY:${event.title.replaceAll(",", "\\,")}`)}
${fold(`DESCRIPTION:${account(event).replaceAll(",", "\\,")}`)}
${fold(`URL:${event.permalink}`)}
TRANSP:TRANSPARENT
END:VEVENT
`
}
const calendar = all => `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Eleventy//Timeline//EN
CALSCALE:GREGORIAN
X-WR-CALNAME:${site.title}
${all.order.filter(event => ["day", "interval"].includes(event.date.form)).map(call).join("")}END:VCALENDAR
`

const plain = event => ({
  id: event.id, page: event.link, date: event.data.when, title: event.title, summary: event.plain, people: event.data.people, reports: event.data.reports,
  quotations: event.said.map(one => ({ id: one.id, words: one.words, speaker: one.speaker.id, source: one.source.id, verified: true, sentence: one.place.url })),
  denials: event.data.denials, responses_sought: event.data.responses_sought, added: event.data.added,
})
const json = all => JSON.stringify({
  schema: 1, title: site.title, language: "en", events: all.order.map(plain),
  people: [...all.people.values()].map(({ id, link, name, kind, roles, description }) => ({ id, page: link, name, kind, roles, description })),
  sources: [...all.sources.values()].map(one => ({ id: one.id, page: one.link, title: one.title, publisher: one.publisher, authors: one.writers, published: one.published, url: one.address, accessed: one.accessed })),
}, null, 1)

const added = (a, b) => (a.data.added < b.data.added ? 1 : a.data.added > b.data.added ? -1 : 0)
const ofPerson = id => all => {
  const latest = [...all.lists.of(`of/${id}`)].sort(added).slice(0, 50)
  return feed(`people/${id}.xml`, `${all.people.get(id).name} – ${site.title}`, `people/${id}.html`, latest, item)
}
const sitemap = (all, data) => `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${data.collections.all.filter(page => page.url).map(page => `<url><loc>${site.base}${page.url.slice(1)}</loc></url>\n`).join("")}</urlset>
`

const files = data => [
  ["feed.xml", all => feed("feed.xml", site.title, "", all.latest.slice(0, 50), item)],
  ["changes.xml", all => feed("changes.xml", `Changes and corrections – ${site.title}`, "changes.html", all.latest.slice(0, 50), change)],
  ["sitemap.xml", sitemap],
  ["data/timeline.json", json],
  ["data/timeline.ics", calendar],
  ...Object.entries(TABLES).map(([name, print]) => [`data/${name}.csv`, print]),
  ...Object.keys(data.persons).map(id => [`people/${id}.xml`, ofPerson(id)]),
]

module.exports = class {
  data() {
    return {
      pagination: { data: "parts", size: 1, alias: "one", resolve: "values", before: (_, data) => files(data) },
      permalink: data => data.one[0],
      eleventyExcludeFromCollections: true,
    }
  }

  render(data) {
    return data.one[1](index(data), data)
  }
}
