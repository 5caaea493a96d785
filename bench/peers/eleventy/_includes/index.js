// All records by id, and what stands where; made once, when the first page asks.
const { link, listed, humanized, date, place, site } = require("./text.js")

class Lists extends Map {
  put(key, row) {
    const list = this.get(key)
    list ? list.push(row) : this.set(key, [row])
  }
  of(key) {
    return this.get(key) || []
  }
}

const sources = articles => new Map(Object.entries(articles).map(([id, one]) => [id, {
  ...one, id, link: link(`sources/${id}.html`), authors: listed(one.authors), writers: one.authors, published: one.issued, date: date(one.issued), verified: date(one.verified).words,
}]))

const people = persons => new Map(Object.entries(persons).map(([id, one]) => [id, { ...one, id, link: link(`people/${id}.html`) }]))

const badge = ({ sourcing, according_to: words }, outlet) => {
  if (sourcing === "named") return `Named: ${words}`
  if (sourcing === "document") return `Document: ${words}`
  return sourcing === "unnamed" ? `Unnamed: “${words}”, as described by ${outlet}` : `${outlet}, in its own voice`
}

const report = (one, index) => {
  const source = index.sources.get(one.source)
  return { words: one.passage, how: "passage", place: place(one.passage, source), source, kind: one.sourcing || "outlet", badge: badge(one, source.publisher), dated: one.dated_by }
}

const quotation = (one, event, source, index) => ({
  id: one.id, words: one.words, how: "sentence", place: place(one.words, source), event, speaker: index.people.get(one.speaker), source,
})

const answer = (one, event, index) => {
  const source = index.sources.get(one.source)
  const said = (one.quotations || []).map((quote, n) => quotation({ ...quote, id: `${one.id}-${n + 1}`, speaker: one.by }, event, source, index))
  return {
    id: one.id, kind: one.kind, verb: humanized(one.kind), who: index.people.get(one.by), of: one.of || "", claim: (event.said.find(quote => quote.id === one.of) || {}).words,
    date: date(one.said), month: one.said.slice(0, 7), early: one.said < event.first.published, cue: one.cue, said, words: one.passage, how: "passage",
    place: place(one.passage, source), source, event,
  }
}

// Who answered an event, by kind: verb, names and, of one alone, a short quotation.
const replies = answers => [...new Set(answers.map(one => one.kind))].map(kind => {
  const mine = answers.filter(one => one.kind === kind)
  const names = [...new Set(mine.map(one => one.who.name))]
  const short = mine.flatMap(one => one.said).find(quote => quote.words.length <= 110)
  return { verb: mine[0].verb, names: listed(names), words: names.length === 1 && short ? short.words : "" }
})

const read = (page, n, index) => {
  const data = page.data
  const path = `events/${page.fileSlug}.html`
  const event = { id: page.fileSlug, n, data, title: data.title, link: link(path), permalink: site.base + path, date: date(data.when), plain: page.rawInput.trim() }
  event.sentence = `${event.plain.split(".")[0]}.`
  event.people = data.people.map(id => index.people.get(id))
  event.sources = data.sources.map(id => index.sources.get(id))
  event.reports = data.reports.map(one => report(one, index))
  event.first = event.reports.map(one => one.source).reduce((a, b) => (b.published < a.published ? b : a))
  event.said = data.quotations.map(one => quotation(one, event, index.sources.get(one.source), index))
  event.answers = (data.denials || []).map(one => answer(one, event, index))
  event.replies = replies(event.answers)
  const told = event.reports.filter(one => one.kind !== "outlet")
  event.badges = told.length ? told : event.reports
  event.facets = [...new Set([...event.reports.map(one => one.kind), ...(event.answers.length ? ["response"] : [])])]
  return event
}

// Under a person and, where the lists are long, under the year or month that has a page.
const filePerson = (lists, list, person, event, row) => {
  lists.put(`${list}/${person.id}`, row)
  if (person.long) lists.put(`${list}/${person.id}/${person.monthly.includes(event.data.year) ? event.data.month : event.data.year}`, row)
}

const file = (event, lists) => {
  const { month, year, known, claims } = event.data
  for (const key of [`in/${month}`, `in/${year}`, `known/${known}`, ...event.data.sources.map(id => `on/${id}`)]) lists.put(key, event)
  for (const person of event.people) filePerson(lists, "of", person, event, event)
  for (const row of event.said) {
    lists.put(`from/${row.source.id}`, row)
    filePerson(lists, "said", row.speaker, event, row)
  }
  for (const row of event.answers) {
    lists.put(`told/${row.source.id}`, row)
    if (row.month !== month) lists.put(`elsewhere/${row.month}`, row)
    filePerson(lists, "answered", row.who, event, row)
  }
  const own = event.answers.filter(row => !row.of)
  if (own.length || !event.answers.length) lists.put(`claims/${claims}`, { event, answers: own })
  for (const said of event.said) {
    const answers = event.answers.filter(row => row.of === said.id)
    if (answers.length) lists.put(`claims/${claims}`, { event, said, answers })
  }
}

const make = data => {
  const index = { sources: sources(data.articles), people: people(data.persons), lists: new Lists(), events: new Map(), order: [], parts: data.parts }
  for (const source of index.sources.values()) index.lists.put(`by/${source.publisher}`, source)
  for (const page of data.collections.timeline) {
    const event = read(page, index.order.length, index)
    index.order.push(event)
    index.events.set(event.id, event)
    file(event, index.lists)
  }
  index.latest = [...index.order].sort((a, b) => (a.data.added < b.data.added ? 1 : a.data.added > b.data.added ? -1 : 0))
  return index
}

let made
module.exports = data => (made ||= make(data))
