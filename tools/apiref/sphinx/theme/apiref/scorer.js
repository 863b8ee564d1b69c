/* The ranking of search results: Sphinx's own scores, with exact matches first. */
var Scorer = {
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
  score: ([, title, , , score]) => {
    const words = (text) => text.toLowerCase().trim().split(/\s+/).join(" ");
    const asked = words(new URLSearchParams(location.search).get("q") || "");
    const name = words(title);
    return score + (name === asked ? 100 : name.endsWith(` ${asked}`) ? 50 : 0);
  },
};
