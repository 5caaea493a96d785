// Events are Markdown pages; people, sources and months are made from what the events name.
const group = (events, keys) => {
  const found = new Map()
  for (const event of events) for (const key of keys(event.data)) found.has(key) ? found.get(key).push(event) : found.set(key, [event])
  return [...found].sort().map(([id, events]) => ({ id, events }))
}
const flat = (events, part) => events.flatMap(event => (event.data[part] || []).map(one => ({ event, one })))

module.exports = config => {
  const events = api => api.getFilteredByTag("event").sort((a, b) => (a.data.when < b.data.when ? -1 : 1))
  config.addCollection("timeline", events)
  config.addCollection("byPerson", api => group(events(api), data => data.people))
  config.addCollection("bySource", api => group(events(api), data => data.sources))
  config.addCollection("byMonth", api => group(events(api), data => data.months))
  config.addFilter("quotations", events => flat(events, "quotations"))
  config.addFilter("denials", events => flat(events, "denials"))
  config.addFilter("of", (list, key, value) => list.filter(({ one }) => one[key] === value))
  config.addFilter("replies", (list, id) => (list || []).filter(one => (one.of || "") === id))
  config.addFilter("at", (list, step, page) => list[list.findIndex(one => one.url === page.url) + step])
  config.addFilter("first", (list, n) => list.slice(0, n))
  config.addFilter("after", (list, n) => list.slice(n))
  config.addFilter("json", value => JSON.stringify(value))
  config.addFilter("encoded", encodeURIComponent)
  const spoken = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
  config.addFilter("day", text => spoken.format(new Date(text.slice(0, 10))))
  return { dir: { input: ".", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" }
}
