// Small things that all pieces need: escaping, dates in words, the way to a sentence.
const site = { title: "The long record", tagline: "An invented timeline, to measure with", base: "https://record.example/timeline/", root: "/timeline/" }

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" }
const e = text => (/[&<>"']/.test(text) ? String(text).replace(/[&<>"']/g, sign => SIGNS[sign]) : text)
const number = n => n.toLocaleString("en")
const link = path => site.root + path
const listed = names => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}` : names.join(""))
const humanized = words => words[0].toUpperCase() + words.slice(1).replaceAll("-", " ")

const grouped = (rows, key) => {
  const found = new Map()
  for (const row of rows) found.has(key(row)) ? found.get(key(row)).push(row) : found.set(key(row), [row])
  return found
}

const MONTHS = "January February March April May June July August September October November December".split(" ")
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ")
const dates = new Map()
const spoken = day => `${+day.slice(8, 10)} ${MONTHS[+day.slice(5, 7) - 1]} ${day.slice(0, 4)}`
const interval = ([from, to]) => `${from.slice(5, 7) === to.slice(5, 7) ? +from.slice(8) + "–" : spoken(from).slice(0, -5) + " – "}${spoken(to)}`
const read = iso => {
  if (iso.includes("/")) return { iso, form: "interval", words: interval(iso.split("/")) }
  if (iso.endsWith("~")) return { iso, form: "about", words: `about ${spoken(iso)}` }
  if (iso.length === 4) return { iso, form: "span", words: iso }
  if (iso.length === 7) return { iso, form: "span", words: `${MONTHS[+iso.slice(5) - 1]} ${iso.slice(0, 4)}` }
  return { iso, form: "day", words: spoken(iso), weekday: DAYS[new Date(iso).getUTCDay()] }
}
const date = iso => dates.get(iso) || dates.set(iso, read(iso)).get(iso)
const time = ({ iso, form, words, weekday }) => {
  if (weekday) return `<time datetime="${iso}">${weekday} <span class="day one">${words}</span></time>`
  return form === "span" ? `<time datetime="${iso}"><span class="day">${words}</span></time>` : `<span class="time"><span class="day">${words}</span></span>`
}

// The address of an article with a text fragment of the first and last few words, and the first few.
const encoded = words => encodeURIComponent(words).replaceAll("-", "%2D")
const place = (words, source) => {
  const whole = words.trim()
  const head = whole.length > 32 ? whole.slice(0, 33).replace(/\s\S*$/, "") : whole
  const rest = whole.slice(head.length).trim()
  const tail = rest.length > 32 ? rest.slice(-33).replace(/^\S*\s/, "") : rest
  return { head, url: `${source.address}#:~:text=${encoded(head)}${tail && "," + encoded(tail)}` }
}

module.exports = { site, e, number, link, listed, humanized, grouped, date, time, place }
