// Events are Markdown pages; persons and sources come as data; all other pages are made from what the events name.
module.exports = config => {
  config.addPassthroughCopy("assets")
  config.addCollection("timeline", api => api.getFilteredByTag("event").sort((a, b) => a.data.weight - b.data.weight))
  return { dir: { input: ".", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: false }
}
