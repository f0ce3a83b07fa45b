"use strict";
const $ = id => document.getElementById(id), read = id => JSON.parse($(id).textContent);
const rows = read("rows"), plan = read("plan"), store = "audit " + plan.hash;
// one key says of a column that it alone is wrong: its first letter, where that is free; not of the
// label, the first column, for which the page asks what it is really
const letters = new Map([..."DSU"].map(letter => [letter, null]));
for (const name of plan.columns.slice(1)) {
  const letter = name[0].toUpperCase();
  if (!letters.has(letter)) letters.set(letter, name);
}
let verdicts = [], draft = {wrong: [], missed: []}, saved = true;
try { verdicts = JSON.parse(localStorage.getItem(store)) || []; } catch { /* a browser that keeps nothing */ }

const say = words => { $("said").textContent = words; };
const keep = () => { try { localStorage.setItem(store, JSON.stringify(verdicts)); } catch { /* as above */ } };
const add = (to, tag, words, role) => {
  const made = document.createElement(tag);
  made.textContent = words;
  if (role) made.className = role;
  return to.appendChild(made);
};

function button(to, key, words, act, pressed) {
  const made = add(to, "button", "");
  made.type = "button";
  if (key) { add(made, "kbd", key); made.setAttribute("aria-keyshortcuts", key); made.dataset.key = key.toLowerCase(); }
  made.append(words);
  if (pressed !== null) made.setAttribute("aria-pressed", pressed);
  made.addEventListener("click", act);
}

const others = name => draft.wrong.filter(one => one !== name);

function labels(to, keyed) {
  plan.labels.forEach((label, at) => {
    const times = draft.missed.filter(one => one === label).length;
    const name = label.replaceAll("_", " ") + (times > 1 ? " × " + times : "");
    button(to, keyed && at < 7 ? String(at + 2) : "", name, () => {
      draft.missed = keyed ? [...draft.missed, label] : [label];
      show();
    }, times > 0);
  });
}

function show(moved) {
  const row = rows[verdicts.length], done = !row;
  $("at").textContent = done ? `All ${rows.length} rows are judged.` : `Row ${verdicts.length + 1} of ${rows.length}`;
  $("done").value = verdicts.length;
  for (const id of ["passage", "read", "choices", "labels", "letters"]) $(id).replaceChildren();
  for (const id of ["next", "note"]) $(id).disabled = done;
  $("undo").disabled = !verdicts.length;
  $("where").textContent = done ? "Save the verdicts: press S" : row.where;
  $("asked").textContent = done ? "Nothing is left to judge" : row.found ? "Is the marked row right?" : "Is anything missed in the marked sentence?";
  $("at_once").hidden = done || !row.found;
  $("truly").hidden = done || !row.found || !draft.wrong.includes(plan.columns[0]);
  if (!done) {
    for (const [words, role] of row.passage) role ? add($("passage"), "mark", words, role) : $("passage").append(words);
    for (const [name, value, meaning] of row.read) {
      add($("read"), "dt", name);
      add(add($("read"), "dd", value), "small", meaning);
    }
    button($("choices"), "1", row.found ? "right" : "nothing is missed", () => judge("right"), null);
    if (row.found) {
      button($("choices"), "2", "no such thing", () => { draft.wrong = ["none"]; judge("wrong"); }, null);
      plan.columns.forEach((name, at) => button($("choices"), String(at + 3), name + " is wrong", () => {
        draft.wrong = draft.wrong.includes(name) ? others(name) : [...draft.wrong, name];
        show();
      }, draft.wrong.includes(name)));
      labels($("labels"), false);
      for (const [key, name] of letters) {
        if (name) button($("letters"), key, name, () => { draft.wrong = [...others(name), name]; judge("wrong"); }, null);
      }
    } else labels($("choices"), true);
    button($("choices"), "9", "unsure", () => { draft = {wrong: [], missed: []}; judge("unsure"); }, null);
  }
  if (moved) {
    $("note").value = "";
    $("at").scrollIntoView();
    $("where").focus({preventScroll: true});
  }
  const here = $("passage").querySelector(".here");
  if (here) $("passage").scrollTop = here.offsetTop - $("passage").clientHeight / 3;  // the passage is a window
}

function judge(verdict) {
  const row = rows[verdicts.length];
  if (verdict === "right") draft = {wrong: [], missed: []};
  if (!draft.wrong.includes(plan.columns[0]) && row.found) draft.missed = [];
  verdicts.push({item: row.item, verdict, wrong: draft.wrong.join("; "), missed: draft.missed.join("; "), note: $("note").value});
  draft = {wrong: [], missed: []};
  saved = false;
  keep();
  show(true);
  const why = [row.found ? verdicts.at(-1).wrong : verdicts.at(-1).missed].filter(words => words);
  say(`Judged: ${[verdict, ...why].join(", ")}.`);
}

function next() {
  if (!rows[verdicts.length]) return;
  if (draft.wrong.length) judge("wrong");
  else if (draft.missed.length) judge("missed");
  else say("No verdict yet: press a number first.");
}

function undo() {
  if (!verdicts.length) return;
  verdicts.pop();
  draft = {wrong: [], missed: []};
  keep();
  show(true);
  say("The last verdict is taken back.");
}

function save() {
  const safe = cell => '"' + (/^'*[=+\-@\t\r]/.test(cell) ? "'" + cell : cell).replaceAll('"', '""') + '"';
  const lines = [plan.fields, ...verdicts.map(one => plan.fields.map(name => one[name]))];
  const file = new Blob([lines.map(line => line.map(safe).join(",") + "\n").join("")], {type: "text/csv"});
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "verdicts.csv";
  link.click();
  URL.revokeObjectURL(link.href);
  saved = true;
  say(`verdicts.csv is saved: ${verdicts.length} of ${rows.length} rows.`);
}

document.addEventListener("keydown", event => {
  const typing = event.target.id === "note", key = event.key.toLowerCase();
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (key === "enter" && event.target.tagName !== "BUTTON") { event.preventDefault(); next(); }
  if (typing || !$("keys").checked) return;
  if (key === "u") undo();
  if (key === "s") save();
  if (key === "d") $("values").open = !$("values").open;
  document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
});
$("next").addEventListener("click", next);
$("undo").addEventListener("click", undo);
$("save").addEventListener("click", save);
addEventListener("beforeunload", event => { if (!saved) event.preventDefault(); });
show();
