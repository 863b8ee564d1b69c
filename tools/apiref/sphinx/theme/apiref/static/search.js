/* Searches the index with MiniSearch: in the header while the reader types, and on the search page.
 * Loaded when the reader first needs it. */
"use strict";

(() => {
  const { pages, operations, entries } = window.apirefIndex;
  const root = document.documentElement.dataset.content_root;
  /* Those in the header; the search page shows more. */
  const FEW = 12;
  const MANY = 100;
  const WEIGHTS = { operation: 3, text: 1.5, field: 1, code: 1 };
  /* Of several requests about a resource, readers look for those that read it. */
  const METHODS = ["GET", "POST", "PUT", "PATCH", "HEAD", "DELETE"];

  /* What readers want to do with a resource, other than to read it. */
  const ACTIONS = new Set(("abort add attach cancel change clone copy create delete detach disable edit enable "
    + "import modify move pause remove rename replace reset restart restore resume set start stop update upload").split(" "));

  /* Words of questions that say nothing about their subject; every operation has samples. */
  const EMPTY = new Set(("a all an and are as at be by call calls can do does example examples for from how i if "
    + "in is it may mean means must my of on or return returns sample samples that the there this to what when "
    + "where which who with").split(" "));

  const found = entries.map(([page, kind, title, owner, anchor, text, old], id) =>
    ({ id, page, kind, title, owner, anchor, text, old }));
  const weight = (id) => WEIGHTS[found[id].kind] * (found[id].old ? 0.3 : 1);
  const index = new MiniSearch({
    fields: ["title", "owner", "text"],
    searchOptions: {
      boost: { title: 4, owner: 2 },
      boostDocument: weight,
      prefix: (term, place, terms) => term.length > 1 || place === terms.length - 1,
      processTerm: (term) => (EMPTY.has(term.toLowerCase()) ? null : term.toLowerCase()),
    },
  });
  index.addAll(found);

  const normal = (text) => text.toLowerCase().trim().split(/\s+/).join(" ");

  const words = (text) => normal(text).split(" ").filter((word) => !EMPTY.has(word));

  /* What is left of a name or a query without empty words, if anything is. */
  const subject = (text) => words(text).join(" ") || normal(text);

  /* The action that a query begins with, if any. */
  const actionIn = (query) => words(query).slice(0, 1).find((word) => ACTIONS.has(word));

  /* The methods of operations by title. */
  const methods = new Map(found.filter(({ kind }) => kind === "operation")
    .map(({ page, title, owner }) => [`${page} ${title}`, owner.split(" ", 1)[0]]));

  const reads = ({ page, kind, title, owner }) =>
    methods.get(`${page} ${kind === "operation" ? title : owner}`) === "GET";

  /* First the operations with that title, request or path; then those with the words in their title,
   * by method; then what has that name. Within these, MiniSearch decides. */
  function rank({ entry, match, queryTerms }, query) {
    const { title, owner, kind, old } = entry;
    const requests = kind === "operation" ? owner.split("\n") : [];
    const names = [title, ...requests, ...requests.map((request) => request.split(" ")[1])];
    const isNamed = names.some((name) => subject(name) === query);
    const inTitle = Object.values(match).filter((fields) => fields.includes("title")).length;
    const last = actionIn(query) && reads(entry) ? 4 : 3;
    if (old || (kind !== "operation" && !isNamed)) {
      return last;
    }
    const method = METHODS.indexOf(owner.split(" ", 1)[0]);
    const byTitle = inTitle >= queryTerms.length ? 1 + method / 10 : last;
    return kind !== "operation" ? 2 : isNamed ? 0 : byTitle;
  }

  function search(query) {
    const fuzzy = (term) => (term.length > 4 ? 2 : term.length > 3 ? 1 : false);
    /* Typos count if nothing else is found, and single words if nothing has all. */
    const attempts = [
      { combineWith: "AND" },
      { combineWith: "AND", fuzzy },
      { fuzzy },
      /* A parameter may have the name of an empty word. */
      { processTerm: (term) => term.toLowerCase() },
    ];
    let hits = [];
    for (const attempt of attempts) {
      hits = hits.length ? hits : index.search(query, attempt);
    }
    const asked = subject(query);
    return hits
      .map((hit) => ({ ...hit, entry: found[hit.id] }))
      .map((hit) => ({ ...hit, rank: rank(hit, asked) }))
      .sort((one, other) => one.rank - other.rank);
  }

  function create(name, className, text = "") {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  }

  /* The part of a text with the most words of the query, from shortly before the first that was found. */
  function snippet(text, terms, asked) {
    const lower = text.toLowerCase();
    const places = [];
    for (const term of terms) {
      for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1)) {
        places.push(at);
      }
    }
    const count = (at) => asked.filter((term) => lower.slice(at, at + 100).includes(term)).length;
    const at = places.sort((one, other) => count(other) - count(one) || one - other)[0] || 0;
    const from = at > 60 ? text.indexOf(" ", at - 60) + 1 : 0;
    const part = text.slice(from, from + 160);
    return (from ? "…" : "") + part + (from + 160 < text.length ? "…" : "");
  }

  function shown({ entry, terms, queryTerms }) {
    const { page, kind, title, owner, anchor, text, old } = entry;
    const link = create("a", "hit");
    link.href = `${root}${pages[page]}${anchor ? `#${anchor}` : ""}`;
    const head = create("span", "hit-title");
    if (kind === "operation") {
      const method = owner.split(" ", 1)[0];
      head.append(create("span", `method method-${method.toLowerCase()}`, method), " ");
    }
    head.append(create(kind === "field" ? "code" : "strong", "", title));
    old && head.append(" ", create("span", "until", "deprecated"));
    link.append(head, " ");
    const paths = kind === "operation" ? owner.split("\n").map((line) => line.split(" ")[1]) : [];
    const around = paths.length ? create("code", "url", paths.join(" ")) : create("span", "", owner && `of ${owner}`);
    link.append(around);
    text && link.append(" ", create("span", "hit-text", snippet(text, terms, queryTerms)));
    const item = create("li", "");
    item.append(link);
    return item;
  }

  function list(hits, count) {
    const results = create("ul", "hits");
    results.append(...hits.slice(0, count).map(shown));
    return results;
  }

  /* The action that readers ask for and no operation is titled by. */
  function missingAction(hits, query) {
    const action = actionIn(query);
    const has = ({ entry, match }) =>
      entry.kind === "operation" && Object.keys(match).some((term) => term.startsWith(action) && match[term].includes("title"));
    return hits.some(has) ? undefined : action;
  }

  function counted(hits, query, shown) {
    if (!hits.length) {
      return `Nothing found for “${query}”`;
    }
    const count = `${hits.length} ${hits.length === 1 ? "result" : "results"}`;
    const found = hits.length > shown ? `The first ${shown} of ${count}` : count;
    /* A code that no operation answers would otherwise seem to be found. */
    const terms = hits.flatMap((hit) => hit.queryTerms);
    const missing = (query.match(/\b\d+\b/g) || []).filter((number) => !terms.includes(number));
    return `${found} for “${query}”${missing.map((number) => `, none with “${number}”`).join("")}`;
  }

  function summarize(summary, hits, query, shown) {
    summary.textContent = counted(hits, query, shown);
    const action = missingAction(hits, query);
    if (action) {
      const link = create("a", "", "all operations");
      link.href = root + operations;
      summary.append(`. No operation is titled “${action}”: see `, link, ".");
    }
  }

  /* The search page */

  function showPage() {
    const place = document.getElementById("search-results");
    const query = new URLSearchParams(location.search).get("q")?.trim();
    if (place && query) {
      document.getElementById("search-page-input").value = query;
      const hits = search(query);
      const summary = create("p", "search-summary");
      summary.setAttribute("role", "status");
      place.replaceChildren(summary, list(hits, MANY));
      summarize(summary, hits, query, MANY);
    }
  }

  /* The header */

  function setUpHeader() {
    const field = document.getElementById("site-search");
    const form = field?.closest("form");
    if (!form || document.getElementById("search-results")) {
      return;
    }
    const panel = create("div", "search-panel");
    panel.hidden = true;
    const summary = create("p", "search-summary");
    summary.setAttribute("role", "status");
    form.append(panel);
    const links = () => [field, ...panel.querySelectorAll("a")];

    function update() {
      const query = field.value.trim();
      panel.hidden = !query;
      if (query) {
        const hits = search(query);
        summarize(summary, hits, query, FEW);
        panel.replaceChildren(summary, list(hits, FEW));
        if (hits.length > FEW) {
          const more = create("a", "hit", "All results");
          more.href = `${form.action}?q=${encodeURIComponent(query)}`;
          panel.append(more);
        }
      }
    }

    field.addEventListener("input", update);
    field.addEventListener("focus", update);
    form.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !panel.hidden) {
        event.preventDefault();
        const among = links();
        const next = among.indexOf(document.activeElement) + step;
        among[(next + among.length) % among.length].focus();
      } else if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        field.focus();
        panel.hidden = true;
      }
    });
    form.addEventListener("click", (event) => {
      panel.hidden ||= Boolean(event.target.closest("a"));
    });
    document.addEventListener("pointerdown", (event) => {
      panel.hidden ||= !form.contains(event.target);
    });
    form.addEventListener("focusout", ({ relatedTarget }) => {
      panel.hidden ||= Boolean(relatedTarget) && !form.contains(relatedTarget);
    });
    update();
  }

  showPage();
  setUpHeader();
})();
