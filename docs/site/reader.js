// A text or an answer, read in the browser by the same Python that made the edition. Nothing is asked of another host.
const HERE = new URL("../reader/", document.currentScript.src);
let python = null;

async function start(say) {
  if (location.protocol === "file:")
    throw new Error("A page opened from a folder may not start Python. Serve the folder and open it there: " +
      "python -m http.server --directory build/site");
  say(1, "Fetching Python (14 MB, once) …");
  const { loadPyodide } = await import(new URL("pyodide.mjs", HERE).href);
  say(2, "Starting Python …");
  const started = await loadPyodide({ indexURL: HERE.href });
  say(3, "Loading the rules …");
  const archive = await fetch(new URL("analysis.zip", HERE));
  if (!archive.ok) throw new Error(`analysis.zip: ${archive.status}`);
  started.unpackArchive(await archive.arrayBuffer(), "zip", { extractDir: "/home/pyodide" });
  say(4, "Reading one sentence to warm up …");
  await new Promise(later => setTimeout(later, 30));
  const module = started.pyimport("browser");
  module.evidence_of("The Council, recalling its resolution 1 (1946), notes that about 20 percent was lost.");
  say(5, "Ready.");
  return module;
}

// The one interpreter of the page, started by whoever asks first.
function ready(say) {
  python ??= start(say).catch(error => { python = null; throw error; });
  return python;
}

function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function marked(pieces) {
  return pieces.map(([words, roles, label]) => roles ? element("mark", { class: roles, title: label }, words) : words);
}

function table(name, [head, ...rows]) {
  const cells = (tag, row) => row.map(cell => element(tag, tag === "th" ? { scope: "col" } : {}, cell));
  const inside = element("table", { class: "wide" },
    element("thead", {}, element("tr", {}, ...cells("th", head))),
    element("tbody", {}, ...rows.map(row => element("tr", {}, ...cells("td", row)))));
  return element("section", {}, element("h3", {}, `${name}: ${rows.length}`),
    element("div", { class: "linked", tabindex: "0", role: "region", "aria-label": name }, inside));
}

function progress(place) {
  const bar = element("progress", { max: "5", value: "0", "aria-label": "starting Python" });
  const words = element("span", {});
  place.replaceChildren(bar, " ", words);
  return (value, text) => { bar.value = value; words.textContent = text; if (value === 5) bar.remove(); };
}

function tryPage(form) {
  const text = form.querySelector("textarea"), status = form.querySelector(".status");
  const out = document.getElementById("try-found");
  form.querySelector("select").addEventListener("change", event => {
    text.value = event.target.selectedOptions[0].dataset.text ?? "";
    text.focus();
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const module = await ready(progress(status));
      status.textContent = "Reading …";
      await new Promise(later => setTimeout(later, 10));
      const began = performance.now();
      const found = JSON.parse(module.evidence_of(text.value));
      const rows = Object.entries(found.tables).filter(([, table]) => table.length);
      const none = element("p", {}, "No amount, claim or citation was found.");
      out.replaceChildren(element("div", { class: "words" }, ...marked(found.pieces)),
        ...(rows.length ? rows.map(([name, rows]) => table(name, rows)) : [none]));
      const cut = [...text.value].length > 100000 ? " Only the first 100,000 characters were read." : "";
      status.textContent = `Read in ${Math.round(performance.now() - began)} ms, in this browser.${cut}`;
    } catch (error) {
      status.textContent = String(error.message ?? error);
    }
    button.disabled = false;
  });
}

function exercise(form) {
  const status = form.querySelector(".status");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    try {
      const module = await ready(progress(status));
      const typed = form.querySelector("textarea").value;
      const verdict = JSON.parse(module.verdict_on(form.dataset.notebook, form.dataset.number, typed));
      status.textContent = verdict.message;
      status.dataset.verdict = verdict.status;
    } catch (error) {
      status.textContent = String(error.message ?? error).trim().split("\n").pop();
    }
  });
}

// Under each page that a search found: the passages that hold most of the words looked for, and the way to each.
function showPassages(results) {
  const stemmer = new Stemmer();
  const stems = text => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).map(word => stemmer.stemWord(word));
  const asked = [...new Set(stems(new URLSearchParams(location.search).get("q") ?? ""))];
  const wanted = word => stems(word).some(stem => asked.includes(stem));
  const marked = words => words.split(/([\p{L}\p{N}]+)/u).map(word => wanted(word) ? element("mark", {}, word) : word);
  const around = words => {
    const at = [...words.matchAll(/[\p{L}\p{N}]+/gu)].find(match => wanted(match[0]))?.index ?? 0;
    const from = at < 160 ? 0 : words.lastIndexOf(" ", at - 80) + 1;
    const to = words.length - from > 300 ? words.lastIndexOf(" ", from + 280) : words.length;
    return (from ? "… " : "") + words.slice(from, to) + (to < words.length ? " …" : "");
  };
  const show = item => {
    const link = item.querySelector("a"), page = link?.getAttribute("href").split(/[#?]/)[0];
    if (!page || item.querySelector(".found")) return;
    const found = (PASSAGES[page.replace(/\.html$/, "")] ?? [])
      .map(([place, words]) => [asked.filter(stem => stems(words).includes(stem)).length, place, words])
      .filter(([hits]) => hits).sort((one, other) => other[0] - one[0]).slice(0, 2);
    item.append(...found.map(([, place, words]) => element("p", { class: "found" },
      ...marked(around(words)), " ", element("a", { href: place ? `${page}#${place}` : page }, "Read it there"))));
  };
  const items = () => results.querySelectorAll("li").forEach(show);
  new MutationObserver(items).observe(results, { childList: true, subtree: true });
  items();
}

addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form.try").forEach(tryPage);
  document.querySelectorAll("form.exercise").forEach(exercise);
  const results = document.getElementById("search-results");
  if (results && typeof PASSAGES !== "undefined") showPassages(results);
  // One key opens and closes all code of a chapter; it does nothing while something is typed.
  const cells = document.querySelectorAll("details.hide");
  if (!cells.length) return;
  const button = element("button", { type: "button", class: "all-code", "aria-pressed": "false" }, "Show all code (c)");
  const toggle = () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    cells.forEach(cell => { cell.open = open; });
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Hide all code (c)" : "Show all code (c)";
  };
  button.addEventListener("click", toggle);
  document.querySelector("article h1")?.after(button);
  addEventListener("keydown", event => {
    const typing = event.target.matches?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === "c" && !typing) toggle();
  });
});
