// A page for each source, month, year, outlet and person, and for the parts of long lists.
const index = require("../_includes/index.js")
const { link } = require("../_includes/text.js")
const { source, months, years, known, outlets } = require("../_includes/pages.js")
const claims = require("../_includes/claims.js")
const person = require("../_includes/person.js")

const PRINT = { months, years, known, outlets, responses: claims.page }

const printed = (all, folder, part, before, after) => {
  if (folder === "sources") return source(all, all.sources.get(part.key))
  if (folder !== "people") return PRINT[folder](all, part, before, after)
  return person(all, all.people.get(part.of || part.key), part.of ? part : undefined, before, after)
}

const beside = (folder, part, other) => other && other.of === part.of && part.of !== undefined ? { link: link(`${folder}/${other.key}.html`), name: other.part || other.title } : undefined

module.exports = class {
  data() {
    return {
      pagination: {
        data: "parts", size: 1, alias: "one", resolve: "values", addAllPagesToCollections: true,
        before: (_, data) => [
          ...Object.keys(data.articles).map(key => ({ folder: "sources", part: { key } })),
          ...Object.keys(data.persons).map(key => ({ folder: "people", part: { key } })),
          ...Object.entries(data.parts).flatMap(([folder, parts]) => parts.map((part, n) => ({ folder, part, before: beside(folder, part, parts[n - 1]), after: beside(folder, part, parts[n + 1]) }))),
        ],
      },
      permalink: data => `${data.one.folder}/${data.one.part.key}.html`,
    }
  }

  render(data) {
    const { folder, part, before, after } = data.one
    return printed(index(data), folder, part, before, after)
  }
}
