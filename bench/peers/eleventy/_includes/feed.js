// Atom: the latest fifty of some events.
const { site, e } = require("./text.js")
const { each } = require("./pieces.js")

// An event in plain words: what, since when, on what authority, and who answered.
const account = event => (event.account ||= [
  event.sentence, `Earliest source here: ${event.first.date.words}, ${event.first.publisher}.`,
  ...event.badges.map(one => `${one.badge}.`), ...event.replies.map(one => `${one.verb}: ${one.names}.`),
].join(" "))

const item = event => (event.item ||= `<entry>
<id>${event.permalink}</id>
<title>${e(event.title)}</title>
<updated>${event.data.added}T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="${event.permalink}"/>
<summary>${e(account(event))}</summary>
${each(event.people, one => `<category term="${e(one.name)}"/>\n`, "")}</entry>`)

const change = event => `<entry>
<id>${event.permalink}#added-${event.data.added}</id>
<title>Added: ${e(event.title)}</title>
<updated>${event.data.added}T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="${event.permalink}"/>
</entry>`

const feed = (path, title, home, latest, print) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${site.base}${path}</id>
<title>${e(title)}</title>
<subtitle>${e(site.tagline)}</subtitle>
<updated>${latest[0].data.added}T00:00:00Z</updated>
<author><name>${e(site.title)}</name></author>
<link rel="alternate" type="text/html" href="${site.base}${home}"/>
<link rel="self" type="application/atom+xml" href="${site.base}${path}"/>
${each(latest, print)}
</feed>
`

module.exports = { account, item, change, feed }
