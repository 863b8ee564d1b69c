/* Optional enhancements, since pages work without scripts: links that open their targets, buttons
 * to open everything or to copy, tabs of samples, the choice of a microversion and of colours. */
"use strict";

(() => {
  const page = document.documentElement;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function describe(element, attributes) {
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  function create(name, attributes, text = "") {
    const element = describe(document.createElement(name), attributes);
    element.textContent = text;
    return element;
  }

  /* Announces what happened to screen readers only. */
  const voice = create("div", { class: "visually-hidden", role: "status" });

  function say(text) {
    voice.textContent = "";
    setTimeout(() => { voice.textContent = text; }, 50);
  }

  /* Deep links */

  function open(target) {
    let changed = false;
    const operation = target.closest("section.operation");
    const within = operation ? all("details.operation-details", operation) : [];
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) {
      within.push(box);
    }
    for (const box of within) {
      changed ||= !box.open;
      box.open = true;
    }
    const sample = target.closest(".sample[hidden]");
    if (sample) {
      sample.dispatchEvent(new Event("beforematch"));
      changed = true;
    }
    if (target.closest(".folded")) {
      unfold(target.closest("table"));
      changed = true;
    }
    if (target.closest(".out-of-version")) {
      chooseVersion("");
      keepVersion("");
      changed = true;
    }
    return changed;
  }

  function openTarget() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* A stray "%": used verbatim. */
    }
    const target = document.getElementById(id);
    if (target?.matches(".operation-body")) {
      /* An address that a stock page made. */
      location.replace(`#${target.closest("section.operation").id}`);
    } else if (target && open(target)) {
      target.scrollIntoView();
    } else if (!target || target.closest("ul.moved")) {
      follow(id);
    }
  }

  /* Old links name the open operations in the query. */
  function openListed() {
    const names = new URLSearchParams(location.search).get("expanded") || "";
    for (const name of names.split(",")) {
      const target = document.getElementById(name);
      target && open(target);
    }
    location.hash || follow(names.split(",")[0]);
  }

  /* What was on this page and has one of its own, or is in something that has. */
  function follow(id) {
    for (let name = id; name; name = name.slice(0, Math.max(name.lastIndexOf("-"), 0))) {
      const link = document.getElementById(name)?.closest("ul.moved > li")?.querySelector("a");
      if (link) {
        const address = new URL(link.href);
        address.search = location.search;
        address.hash = id;
        location.replace(address);
        return;
      }
    }
  }

  /* Show all, hide all */

  function setUpShowAll() {
    const buttons = all("button.expand-all");
    const boxes = all("details.operation-details");
    if (!boxes.length) {
      return;
    }
    const closed = () => boxes.some((box) => !box.open);
    const label = () => {
      for (const button of buttons) {
        button.textContent = closed() ? "Show all" : "Hide all";
        button.setAttribute("aria-expanded", !closed());
      }
    };
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const show = closed();
        page.classList.add("all-shown");
        boxes.forEach((box) => { box.open = show; });
        label();
      });
    }
    boxes.forEach((box) => box.addEventListener("toggle", label));
    label();
  }

  /* Print everything, whatever is open on the screen. */
  function setUpPrint() {
    let opened = [];
    let unfolded = [];
    addEventListener("beforeprint", () => {
      opened = all("main details:not([open])");
      opened.forEach((box) => { box.open = true; });
      unfolded = all("button.fold[aria-expanded='false']");
      all("table:has(.folded)").forEach(unfold);
    });
    addEventListener("afterprint", () => {
      opened.forEach((box) => { box.open = false; });
      unfolded.forEach((button) => {
        button.setAttribute("aria-expanded", false);
        fold(button.closest("table"));
      });
    });
  }

  /* Copying */

  async function copy(text) {
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(text);
    }
    /* The Clipboard API is missing on pages from files or without TLS. */
    const field = create("textarea", { class: "visually-hidden" }, text);
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    if (!copied) {
      throw new Error("not copied");
    }
  }

  function copyButton(label, name, text) {
    const attributes = { type: "button", class: "copy", "aria-label": `${label}: ${name}` };
    const button = create("button", attributes, label);
    button.addEventListener("click", async () => {
      let outcome = "Copied";
      try {
        await copy(text());
      } catch {
        outcome = "Not copied";
      }
      button.textContent = outcome;
      say(outcome);
      setTimeout(() => { button.textContent = label; }, 2000);
    });
    return button;
  }

  /* The text of a sample, without shell prompts and line numbers. */
  function sampleText(sample) {
    const block = (sample.querySelector("td.code pre") || sample.querySelector("pre")).cloneNode(true);
    all(".gp, .linenos", block).forEach((extra) => extra.remove());
    return block.textContent.replace(/\n+$/, "");
  }

  function setUpCopy() {
    for (const operation of all("section.operation")) {
      const heading = operation.querySelector(":scope > :is(h1, h2, h3, h4, h5, h6)");
      const urls = all("summary code.url", operation);
      if (heading && urls.length) {
        const name = heading.textContent.replace(/¶\s*$/, "").trim();
        const text = () => urls.map((url) => url.textContent.trim()).join("\n");
        heading.after(copyButton(urls.length > 1 ? "Copy URLs" : "Copy URL", name, text));
      }
    }
    for (const sample of all("main div.highlight")) {
      const block = sample.querySelector("pre");
      if (block) {
        const name = block.getAttribute("aria-label") || "sample";
        sample.append(copyButton("Copy", name, () => sampleText(sample)));
      }
    }
  }

  /* What readers choose, which the browser remembers if it may. */

  /* Undefined where it may not be read. */
  function chosen(what) {
    try {
      return localStorage.getItem(`apiref-${what}`);
    } catch {
      return undefined;
    }
  }

  function remember(what, choice) {
    try {
      localStorage.setItem(`apiref-${what}`, choice);
    } catch {
      /* It lasts for this page. */
    }
  }

  /* Samples as tabs */

  /* Functions that show the request of an operation for a client. */
  const shows = [];

  function chooseClient(name) {
    shows.forEach((show) => show(name));
    remember("client", name);
  }

  function setUpTabs(group, number) {
    const samples = all(":scope > .sample", group);
    if (samples.length < 2) {
      return;
    }
    const name = group.dataset.title || "Samples";
    const list = create("div", { class: "sample-tabs", role: "tablist", "aria-label": name });
    const tabs = samples.map((sample, place) => {
      sample.id ||= `samples-${number}-${place}`;
      const id = `${sample.id}-tab`;
      describe(sample, { role: "tabpanel", "aria-labelledby": id });
      const attributes = { type: "button", id, role: "tab", "aria-controls": sample.id };
      return create("button", attributes, sample.dataset.title || `Sample ${place + 1}`);
    });
    const select = (wanted) => tabs.forEach((tab, place) => {
      const selected = place === wanted;
      describe(tab, { "aria-selected": selected, tabindex: selected ? 0 : -1 });
      if (selected) {
        samples[place].removeAttribute("hidden");
      } else {
        samples[place].setAttribute("hidden", "until-found");
      }
    });
    const isOfClients = group.matches(".call > .samples");
    const choose = (place) => (isOfClients ? chooseClient(tabs[place].textContent) : select(place));
    const show = (client) => select(Math.max(tabs.findIndex((tab) => tab.textContent === client), 0));
    isOfClients && shows.push(show);
    tabs.forEach((tab, place) => {
      tab.addEventListener("click", () => choose(place));
      samples[place].addEventListener("beforematch", () => {
        select(place);
        /* Chromium only opens the elements around a search hit if nothing else changes. */
        open(samples[place]);
      });
    });
    list.addEventListener("keydown", (event) => {
      const place = tabs.indexOf(document.activeElement);
      const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) {
        return;
      }
      event.preventDefault();
      const next = (to + tabs.length) % tabs.length;
      choose(next);
      tabs[next].focus();
    });
    list.append(...tabs);
    group.prepend(list);
    group.classList.add("tabbed");
    show(isOfClients ? chosen("client") : null);
  }

  /* Links to rows, which would be a tenth of the page */

  function setUpLinks() {
    for (const row of all("main tr[id]")) {
      const attributes = { class: "headerlink", href: `#${row.id}`, title: "Link to this row" };
      const [cell] = row.cells;
      (cell.querySelector(":scope > p:last-child") || cell).append(create("a", attributes, "¶"));
    }
  }

  /* Fields of objects */

  const depth = (row) => Number(row?.className.match(/\bdepth-(\d)/)?.[1] || 0);

  /* The rows below a row that are further in. */
  function inside(row) {
    const found = [];
    for (let next = row.nextElementSibling; depth(next) > depth(row); next = next.nextElementSibling) {
      found.push(next);
    }
    return found;
  }

  /* Hide the rows in folded ones. */
  function fold(table) {
    const rows = all("tr[class*='depth-']", table);
    rows.forEach((row) => row.classList.remove("folded"));
    for (const button of all("button.fold[aria-expanded='false']", table)) {
      inside(button.closest("tr")).forEach((row) => row.classList.add("folded"));
    }
  }

  function unfold(table) {
    all("button.fold", table).forEach((button) => button.setAttribute("aria-expanded", true));
    fold(table);
  }

  function setUpFolding() {
    for (const row of all("tr.has-fields")) {
      const name = row.querySelector("code")?.textContent || "";
      const attributes = { type: "button", class: "fold", "aria-expanded": true };
      const button = create("button", { ...attributes, "aria-label": `Fields of ${name}` });
      button.addEventListener("click", () => {
        button.setAttribute("aria-expanded", button.getAttribute("aria-expanded") === "false");
        fold(row.closest("table"));
      });
      row.cells[0].querySelector("p, code")?.prepend(button);
    }
  }

  /* Objects and arrays in samples */

  /* Space and punctuation have no colour, and therefore no elements. */
  const isText = (token) => token.nodeType === Node.TEXT_NODE;

  /* The openers of a sample with their closers, if these are on a later line, and the line's first token. */
  function pairsOf(block) {
    [...block.childNodes].filter(isText).forEach((token) => token.replaceWith(...token.data.match(/\s+|\S+/g)));
    const pairs = [];
    const around = [];
    let first = null;
    let key = "";
    for (const token of block.childNodes) {
      const text = token.textContent;
      if (text.includes("\n")) {
        first = null;
        key = "";
      } else if (text.trim()) {
        first ||= token;
        key = token.matches?.(".nt") ? text.slice(1, -1) : key;
      }
      if (!isText(token)) {
        continue;
      }
      [...text].forEach((mark, place) => {
        if ("[{".includes(mark)) {
          around.push({ opener: token, isLast: place === text.length - 1, first, key });
        } else if ("]}".includes(mark)) {
          const { opener, isLast, ...line } = around.pop() || {};
          if (isLast && place === 0 && line.first !== first) {
            pairs.push({ opener, closer: token, ...line });
          }
        }
      });
    }
    return pairs;
  }

  function setUpSample(block) {
    for (const { opener, closer, first, key } of pairsOf(block)) {
      const label = key ? `Contents of ${key}` : "Contents";
      const button = create("button", { type: "button", class: "fold-sample", "aria-expanded": true, "aria-label": label });
      const dots = create("span", { class: "of-folded" });
      let part = null;
      const show = (isShown) => {
        button.setAttribute("aria-expanded", isShown);
        if (isShown) {
          dots.remove();
          part.removeAttribute("hidden");
        } else {
          opener.after(dots);
          part.setAttribute("hidden", "until-found");
        }
      };
      button.addEventListener("click", () => {
        if (!part) {
          part = create("span", { class: "folding" });
          opener.after(part);
          while (part.nextSibling !== closer) {
            part.append(part.nextSibling);
          }
          part.addEventListener("beforematch", ({ target }) => target === part && show(true));
        }
        show(button.getAttribute("aria-expanded") === "false");
      });
      first.before(button);
    }
  }

  /* Only those that the reader comes near to: long pages have thousands of objects. */
  function setUpSamples() {
    const watcher = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        if (isIntersecting) {
          watcher.unobserve(target);
          setUpSample(target);
        }
      }
    }, { rootMargin: "50%" });
    all("main .highlight-json pre").forEach((block) => watcher.observe(block));
  }

  /* Fields in samples */

  /* The keys of a sample by the names that lead to them, such as "image.id". */
  function keysOf(sample) {
    const keys = [];
    const around = [];
    let last = "";
    const texts = document.createTreeWalker(sample, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement: token } = texts.currentNode;
      if (token.matches(".nt")) {
        last = data.slice(1, -1);
        keys.push({ token, field: [...around, last].filter(Boolean).join(".") });
      } else if (token.matches("pre, .folding")) {
        for (const mark of data) {
          if ("[{".includes(mark)) {
            around.push(last);
            last = "";
          } else if ("]}".includes(mark)) {
            around.pop();
            last = "";
          }
        }
      }
    }
    return keys;
  }

  const keys = new Map();

  /* What shows the same field: the row and the keys in the samples of that half of the operation. */
  function sameField(target) {
    const operation = target.closest("section.operation");
    const half = target.closest(".of-request") ? ".of-request" : ".of-response";
    const row = target.closest("tr[data-field]");
    const token = target.closest("div.of-request .nt, div.of-response .nt");
    if (!operation || !(row || token)) {
      return [];
    }
    const samples = all(`div${half}`, operation);
    samples.forEach((each) => keys.has(each) || keys.set(each, keysOf(each)));
    const found = samples.flatMap((each) => keys.get(each));
    const field = row ? row.dataset.field : found.find((key) => key.token === token)?.field;
    const rows = all(`table${half} tr[data-field]`, operation).filter((each) => each.dataset.field === field);
    return rows.length ? [...rows, ...found.filter((key) => key.field === field).map((key) => key.token)] : [];
  }

  function setUpMarks() {
    let marked = [];
    function mark({ target }) {
      const same = sameField(target);
      marked.forEach((each) => same.includes(each) || each.classList.remove("same-field"));
      same.forEach((each) => each.classList.add("same-field"));
      marked = same;
      /* What scrolls beside the row shows the first key. */
      const first = same.find((each) => each.matches(".nt") && each.checkVisibility());
      const panel = first?.closest(".operation-panel");
      if (panel && target.closest("tr") && getComputedStyle(panel).overflowY !== "visible") {
        const place = first.getBoundingClientRect().top - panel.getBoundingClientRect().top;
        if (place < 0 || place > panel.clientHeight - 24) {
          panel.scrollTop += place - panel.clientHeight / 3;
        }
      }
    }
    document.addEventListener("mouseover", mark);
    document.addEventListener("focusin", mark);
  }

  /* Search */

  let searching = false;

  function loadSearch() {
    const form = document.querySelector("form[data-scripts]");
    if (form && !searching) {
      searching = true;
      for (const source of form.dataset.scripts.split(" ")) {
        const script = create("script", { src: source });
        script.async = false;
        document.head.append(script);
      }
    }
  }

  function setUpSearch() {
    const field = document.getElementById("site-search");
    if (!field) {
      return;
    }
    field.addEventListener("focus", loadSearch);
    document.getElementById("search-results") && loadSearch();
    addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !isTyping && !event.altKey && !event.ctrlKey && !event.metaKey;
      if (isSlash || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    });
  }

  /* Microversions */

  const picker = () => document.getElementById("microversion");

  /* The version in a class such as rp_min_ver_2_10, as a comparable number. */
  function bound(row, edge) {
    const found = row.className.match(new RegExp(`\\brp_${edge}_ver_(\\d+)_(\\d+)`));
    return found && found[1] * 1e6 + Number(found[2]);
  }

  function chooseVersion(version) {
    picker().value = version;
    const [major, minor] = version.split(".");
    const number = major * 1e6 + Number(minor);
    const out = all('main [class*="rp_min_ver_"], main [class*="rp_max_ver_"]').filter((row) => {
      const low = bound(row, "min");
      const high = bound(row, "max");
      return version !== "" && ((low !== null && number < low) || (high !== null && number > high));
    });
    for (const row of all(".out-of-version")) {
      row.hidden = false;
      row.classList.remove("out-of-version");
    }
    /* Without their object, its fields would seem to be in the one above it. */
    for (const row of out.flatMap((each) => [each, ...inside(each)])) {
      row.hidden = true;
      row.classList.add("out-of-version");
    }
    stateVersion(version);
  }

  /* Each request as the page has it. */
  const requests = new Map();

  /* Let the requests ask for a version. */
  function stateVersion(version) {
    for (const request of all("[data-version-line]")) {
      const { versionPlace, versionLine, versionStated } = request.dataset;
      const block = request.querySelector("pre");
      requests.has(block) || requests.set(block, block.textContent);
      const lines = requests.get(block).split("\n");
      const stated = versionStated === undefined ? 0 : 1;
      version && lines.splice(versionPlace, stated, versionLine.replace("x.y", version));
      block.textContent = lines.join("\n");
    }
  }

  /* Let the address, which readers pass on, name the version. */
  function keepVersion(version) {
    const address = new URL(location);
    address.searchParams.delete("microversion");
    version && address.searchParams.set("microversion", version);
    try {
      history.replaceState(history.state, "", address);
    } catch {
      /* Some browsers refuse this for pages from files. */
    }
  }

  function setUpMicroversions() {
    const list = picker();
    if (list) {
      list.closest(".microversion").hidden = false;
      list.addEventListener("change", () => {
        chooseVersion(list.value);
        keepVersion(list.value);
        say(list.value ? `Shows microversion ${list.value}` : "Shows all microversions");
      });
      /* Browsers keep the choice on reload. */
      const asked = new URLSearchParams(location.search).get("microversion");
      chooseVersion([...list.options].some(({ value }) => value === asked) ? asked : list.value);
    }
  }

  /* Colours */

  const SYSTEM = "screen and (prefers-color-scheme: dark)";
  const MEDIA = { automatic: SYSTEM, light: "not all", dark: "screen" };
  const darkStyles = all(`link[media="${SYSTEM}"]`);

  let colours = "automatic";

  function readColours() {
    const choice = chosen("colours");
    if (choice !== undefined) {
      colours = Object.hasOwn(MEDIA, choice) ? choice : "automatic";
    }
    setColours();
  }

  function setColours() {
    darkStyles.forEach((style) => { style.media = MEDIA[colours]; });
    const button = document.querySelector("button.colours");
    const name = button?.dataset[colours];
    button && describe(button, { "data-chosen": colours, title: name, "aria-label": name });
  }

  function setUpColours() {
    /* First what differs from what the reader sees. */
    const other = matchMedia(SYSTEM).matches ? ["light", "dark"] : ["dark", "light"];
    const choices = ["automatic", ...other];
    document.querySelector("button.colours")?.addEventListener("click", ({ currentTarget }) => {
      colours = choices[(choices.indexOf(colours) + 1) % choices.length];
      setColours();
      say(currentTarget.title);
      remember("colours", colours);
    });
    setColours();
    /* The reader may have chosen others on another page, in another tab or before coming back. */
    addEventListener("storage", readColours);
    addEventListener("pageshow", ({ persisted }) => persisted && readColours());
  }

  /* The menu */

  /* If the style sheet shows the menu next to the content, mark it as open. */
  function setUpMenu() {
    const menu = document.querySelector("details.menu");
    const wide = matchMedia("(min-width: 64em)");
    const fit = () => { menu.open = wide.matches; };
    if (menu) {
      fit();
      wide.addEventListener("change", fit);
      menu.addEventListener("click", (event) => event.target.closest("nav a") && fit());
    }
  }

  /* The list of the page, without the sections of operations, which the style sheet hides. */
  const items = () => all(".page-toc li").filter((item) =>
    item.querySelector(".method") || !item.parentElement.closest("li:has(> a .method)"));

  /* Marks what the reader sees in the list of the page, and keeps the mark in sight. */
  function setUpPlace() {
    const menu = document.querySelector("details.menu");
    /* The link to the page leads to its first section. */
    const first = document.querySelector("main section[id]")?.id;
    const links = new Map(items().map(({ firstElementChild: link }) => [link.hash.slice(1) || first, link]));
    const sections = all("main section[id]").filter(({ id }) => links.has(id));
    let current = null;
    const mark = () => {
      /* As far down as the target of an address is. */
      const section = sections.findLast((each) => each.getBoundingClientRect().top <= 40) || sections[0];
      const link = links.get(section?.id);
      if (link && link !== current) {
        current?.removeAttribute("aria-current");
        link.setAttribute("aria-current", "location");
        current = link;
        const { top, bottom } = link.getBoundingClientRect();
        const frame = menu.getBoundingClientRect();
        if (top < frame.top || bottom > frame.bottom) {
          menu.scrollTop += top - frame.top - frame.height / 2;
        }
      }
    };
    document.addEventListener("scroll", mark, { passive: true });
    mark();
  }

  function setUpFilter() {
    const field = document.querySelector(".menu-filter");
    field?.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/);
      const kept = new Set();
      const listed = items();
      for (const item of listed) {
        const text = item.firstElementChild.textContent.toLowerCase();
        /* With a group, all that is in it. */
        if (kept.has(item.parentElement.closest("li")) || words.every((word) => text.includes(word))) {
          kept.add(item);
        }
      }
      listed.forEach((item) => { item.hidden = ![item, ...all("li", item)].some((each) => kept.has(each)); });
      say(`Shows ${kept.size} of ${listed.length}`);
    });
  }

  function setUp() {
    document.body.append(voice);
    all(".samples").forEach(setUpTabs);
    setUpLinks();
    setUpFolding();
    setUpSamples();
    setUpMarks();
    setUpSearch();
    setUpCopy();
    setUpShowAll();
    setUpPrint();
    setUpMicroversions();
    setUpColours();
    setUpMenu();
    setUpPlace();
    setUpFilter();
    openListed();
    openTarget();
    addEventListener("hashchange", openTarget);
    /* Following a link to the current URL does not change the hash. */
    window.navigation?.addEventListener("navigate", (event) => {
      event.destination.sameDocument && setTimeout(openTarget);
    });
    /* A second click on the link that led here does not change the URL, but must have the same effect. */
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href*="#"]');
      if (link?.hash && link.href === location.href) {
        openTarget();
      }
    });
  }

  /* The rest of the page has space for what works with scripts only. */
  page.classList.add("with-scripts");
  readColours();
  /* Open the target of the URL before the page is painted, so that nothing moves. */
  page.classList.toggle("opening", /#.|[?&]expanded=/.test(location.href));
  document.addEventListener("DOMContentLoaded", () => {
    try {
      setUp();
    } finally {
      page.classList.remove("opening");
    }
  });
})();
