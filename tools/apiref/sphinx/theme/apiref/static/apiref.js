/* Comfort on top of pages that are whole without scripts: links that open what they point into,
 * buttons that open everything or copy, tabs of samples, the choice of a microversion. */
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function element(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }

  /* Says to screen readers what happened, without a word on the screen. */
  const voice = element("div", { className: "visually-hidden" });
  voice.setAttribute("role", "status");

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
    if (target.closest(".out-of-version")) {
      chooseVersion("");
      changed = true;
    }
    return changed;
  }

  function openTarget() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* A stray "%": taken as it stands. */
    }
    const target = id && document.getElementById(id);
    if (target && open(target)) {
      target.scrollIntoView();
    }
  }

  /* Old links name the open operations in the query. */
  function openListed() {
    const names = new URLSearchParams(location.search).get("expanded") || "";
    for (const name of names.split(",")) {
      const target = name && document.getElementById(name);
      if (target) {
        open(target);
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
        button.setAttribute("aria-expanded", String(!closed()));
      }
    };
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const show = closed();
        for (const box of boxes) {
          box.open = show;
        }
        label();
      });
    }
    for (const box of boxes) {
      box.addEventListener("toggle", label);
    }
    label();
  }

  /* Paper shows everything, whatever is open on the screen. */
  function setUpPrint() {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("main details:not([open])");
      for (const box of opened) {
        box.open = true;
      }
    });
    addEventListener("afterprint", () => {
      for (const box of opened) {
        box.open = false;
      }
    });
  }

  /* Copying */

  async function copy(text) {
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(text);
    }
    /* Pages that come from a file or without TLS have no clipboard of the modern kind. */
    const field = element("textarea", { className: "visually-hidden", value: text });
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
    const button = element("button", { type: "button", className: "copy", textContent: label });
    button.setAttribute("aria-label", `${label}: ${name}`);
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

  /* The text of a sample, without the prompts of a shell and the numbers of lines. */
  function sampleText(sample) {
    const block = (sample.querySelector("td.code pre") || sample.querySelector("pre")).cloneNode(true);
    for (const extra of all(".gp, .linenos", block)) {
      extra.remove();
    }
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

  /* Samples as tabs */

  function setUpTabs(group, number) {
    const samples = all(":scope > .sample", group);
    if (samples.length < 2) {
      return;
    }
    const list = element("div", { className: "sample-tabs" });
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.getAttribute("aria-label") || "Samples");
    const tabs = samples.map((sample, place) => {
      sample.id ||= `samples-${number}-${place}`;
      const tab = element("button", { type: "button", id: `${sample.id}-tab` });
      tab.textContent = sample.dataset.title || `Sample ${place + 1}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", sample.id);
      sample.setAttribute("role", "tabpanel");
      sample.setAttribute("aria-labelledby", tab.id);
      return tab;
    });
    const select = (chosen) => tabs.forEach((tab, place) => {
      const selected = place === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      if (selected) {
        samples[place].removeAttribute("hidden");
      } else {
        samples[place].setAttribute("hidden", "until-found");
      }
    });
    tabs.forEach((tab, place) => {
      tab.addEventListener("click", () => select(place));
      samples[place].addEventListener("beforematch", () => select(place));
    });
    list.addEventListener("keydown", (event) => {
      const place = tabs.indexOf(document.activeElement);
      const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) {
        return;
      }
      event.preventDefault();
      const next = (to + tabs.length) % tabs.length;
      select(next);
      tabs[next].focus();
    });
    list.append(...tabs);
    group.prepend(list);
    group.classList.add("tabbed");
    select(0);
  }

  /* Microversions */

  const picker = document.getElementById("microversion");

  /* The number that a class such as rp_min_ver_2_10 names, comparable with others. */
  function bound(row, edge) {
    const found = row.className.match(new RegExp(`(?:^|\\s)rp_${edge}_ver_(\\d+)_(\\d+)`));
    return found && found[1] * 1e6 + Number(found[2]);
  }

  function chooseVersion(version) {
    picker.value = version;
    const [major, minor] = version.split(".");
    const number = major * 1e6 + Number(minor);
    for (const row of all('main [class*="rp_min_ver_"], main [class*="rp_max_ver_"]')) {
      const low = bound(row, "min");
      const high = bound(row, "max");
      const out = version !== "" && ((low !== null && number < low) || (high !== null && number > high));
      row.hidden = out;
      row.classList.toggle("out-of-version", out);
    }
  }

  function setUpMicroversions() {
    if (!picker) {
      return;
    }
    picker.closest(".microversion").hidden = false;
    picker.addEventListener("change", () => {
      chooseVersion(picker.value);
      say(picker.value ? `Shows microversion ${picker.value}` : "Shows all microversions");
    });
    /* Browsers keep the choice when a page is loaded again. */
    if (picker.value) {
      chooseVersion(picker.value);
    }
  }

  /* Search fetches a summary of each page it found, which no browser allows between files. */
  function setUpSearch() {
    if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
      DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
    }
  }

  /* Where the style sheet shows the menu beside the content, it is said to be open, too. */
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

  document.body.append(voice);
  setUpSearch();
  all(".samples").forEach(setUpTabs);
  setUpCopy();
  setUpShowAll();
  setUpPrint();
  setUpMicroversions();
  setUpMenu();
  openListed();
  openTarget();
  addEventListener("hashchange", openTarget);
  /* A second click on the link that led here changes no address, yet means the same. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#"]');
    if (link && link.hash && link.href === location.href) {
      openTarget();
    }
  });
})();
