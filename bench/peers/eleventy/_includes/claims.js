// Claims and who answered them.
const { e, link, number, time, humanized } = require("./text.js")
const { each, name, badge, words, way, response, near } = require("./pieces.js")
const frame = require("./frame.js")

const intro = (answered, total) => `Each claim with everyone who answered it, in the order of the claims’ dates. ${number(answered)} of ${number(total)} have a response in the sources read; where none is recorded, that is our reading’s limit and nobody’s silence.`

const filter = (claims, answered) => {
  const kinds = new Map()
  const people = new Map()
  for (const { answers } of claims) {
    for (const kind of new Set(answers.map(row => row.kind))) kinds.set(kind, (kinds.get(kind) || 0) + 1)
    for (const { who } of answers) people.set(who.id, who.name)
  }
  const radio = (kind, says, n, more = "") => `<label><input type="radio" name="kind" id="kind-${kind}" value="${kind}"${more}> ${says} <small>${n}</small></label>\n`
  return `<fieldset class="filter"><legend>Show</legend>
${radio("all", "All", claims.length, " checked")}${radio("answered", "With a response", answered)}${each([...kinds].sort(), ([kind, n]) => radio(kind, humanized(kind), n), "")}${radio("none", "None recorded", claims.length - answered)}<label class="pick" hidden>Concerning <select id="who" name="who"><option value="">Everyone</option>${each([...people].sort(), ([id, who]) => `<option value="${id}">${e(who)}</option>`, "")}</select></label>
<span class="shown" role="status" data-words="{n} of ${claims.length} shown"></span>
</fieldset>`
}

const source = row => `<p>${badge(row)}</p><p class="from"><cite><a href="${row.source.link}">${e(row.source.publisher)}</a></cite>, ${row.source.date.words} · ${way(row)}</p>`

const row = ({ event, said, answers }) => {
  const kinds = [...new Set(answers.map(one => one.kind))]
  const who = new Set([...(said ? [said.speaker.id] : event.data.people), ...answers.map(one => one.who.id)])
  return `<tr id="${event.id}${said ? `-${said.id}` : ""}" data-s="${kinds.length ? `answered ${kinds.join(" ")}` : "none"}" data-who="${[...who].join(" ")}">
<td>
<div class="claim">
<p class="when">${time(event.date)}</p>
<h2><a href="${event.link}${said ? `#${said.id}` : ""}">${e(event.title)}</a></h2>
${said ? `<p class="who">${name(said.speaker)}</p>\n${words(said)}` : each(event.reports, source, "")}
</div>
</td>
<td>
${answers.length ? each(answers, one => response(one, false), "") : `<p class="none">None recorded in the sources read</p>`}
</td>
</tr>
`
}

const answeredOf = claims => claims.filter(({ answers }) => answers.length).length

const page = (index, part, before, after) => {
  const claims = index.lists.of(`claims/${part.key}`)
  const answered = answeredOf(claims)
  return frame({ path: `responses/${part.key}.html`, title: part.title }, `<header class="top">
<p class="dateline"><a href="${link("responses.html")}">Claims and responses</a></p><h1>${part.part}</h1>
<p class="summary">${intro(answered, claims.length)}</p>
</header>
${filter(claims, answered)}
<table class="claims">
<thead><tr><th scope="col">Claim</th><th scope="col">Responses</th></tr></thead>
<tbody>
${each(claims, row, "")}</tbody>
</table>
${near(before, after)}`)
}

module.exports = { page, intro, answeredOf }
