// How many events there are, year by year or, within a year, month by month.
const { link, date } = require("./text.js")
const { each } = require("./pieces.js")

const counted = (events, by) => {
  const found = new Map()
  for (const event of events) {
    const row = found.get(event.data[by]) || found.set(event.data[by], { n: 0, answered: 0 }).get(event.data[by])
    row.n += 1
    if (event.answers.length) row.answered += 1
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

const percent = share => `${share.toFixed(3)}%`

module.exports = (events, folder, by = "year") => {
  const bars = counted(events, by)
  if (bars.length < 2) return ""
  const first = +bars[0][0].slice(0, 4)
  const months = by === "month"
  const count = months ? 12 : +bars[bars.length - 1][0] - first + 1
  const place = 100 / count
  const width = percent(Math.min(place * 0.86, 4))
  const most = Math.max(...bars.map(([, { n }]) => n))
  const height = Math.min(64, 14 * most)
  const years = months ? [] : Array.from({ length: Math.ceil(count / 2) }, (_, n) => 2 * n)
  const tick = n => `<line x1="${percent(place * n)}" x2="${percent(place * n)}" y1="${height}" y2="${height + 6}"/><text x="${percent(place * n)}" dx="4" y="${height + 17}">${first + n}</text>\n`
  const bar = ([key, { n, answered }]) => {
    const x = percent(place * (months ? +key.slice(5) - 1 : +key - first) + place * 0.07)
    const tall = Math.max(3, Math.round((height * n) / most))
    const part = Math.round((height * answered) / n)
    const label = `${date(key).words}: ${n} ${n === 1 ? "entry" : "entries"}`
    const rect = (kind, y, h) => `<rect class="${kind}" x="${x}" width="${width}" y="${y}" height="${h}"/>`
    return `<a href="${link(`${folder}/${key}.html`)}" aria-label="${label}"><title>${label}</title>${rect("hit", 0, height)}${rect("bar", height - tall, tall)}${answered ? rect("ans", height - part, part) : ""}</a>\n`
  }
  return `<figure class="strip">
<svg role="group" direction="ltr" aria-label="Entries by date" width="100%" height="${height + 22}">
<line x1="0" x2="100%" y1="${height}.5" y2="${height}.5"/>
${each(years, tick, "")}${each(bars, bar, "")}</svg>
<figcaption>Entries by the ${by} in which they begin; the outlined part has a response.</figcaption>
</figure>`
}
