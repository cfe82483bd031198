"use strict";
// Runs citeproc-js on a file of jobs and prints one JSON record a line, in the order of the jobs.
//
//   node oracle.js JOBS.json
//
// JOBS.json: {"locales": FOLDER, "items": [shared items], "jobs": [JOB, …]}. A job holds
//   id            its name, given back
//   style | xml   path of a style, or its text
//   locale        language tag, optional
//   items         its own items, else the shared ones
// and what it wants:
//   document      [{"cites": [...], "note": 0}, …]: citations of a document, positions computed
//   uncited       ids of items that the bibliography holds though no citation names them
//   bibliography  true: the bibliography of the same items
//   fixture       {"mode", "flags", "clusters", "transactions", "entries", "section"}:
//                 one string, as the official runner of the CSL test suite makes it
// The answer (no bibliography: null): {"id", "citations": [html], "bibliography": [[id, html]], "text", "error"}.

const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const MONTHS = ["ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos",
  "eylül", "ekim", "kasım", "aralık", "bahar", "yaz", "sonbahar", "kış"];

const locales = new Map();

function locale(folder, tag) {
  if (!locales.has(tag)) {
    const file = path.join(folder, `locales-${tag}.xml`);
    locales.set(tag, fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false);
  }
  return locales.get(tag);
}

function engine(job, shared) {
  const items = new Map((job.items || shared.items).map((item) => [String(item.id), item]));
  const system = {
    retrieveLocale: (tag) => locale(shared.locales, tag),
    retrieveItem: (id) => items.get(String(id)),
  };
  if (job.bibliography) {
    // entries that print nothing are left out: the others carry their id behind them
    for (const [id, item] of items) items.set(id, { ...item, system_id: id });
    system.embedBibliographyEntry = (id) => `\u0001${id}`;
  }
  const xml = job.xml || fs.readFileSync(job.style, "utf8");
  const made = new CSL.Engine(system, xml, job.locale || undefined, Boolean(job.locale));
  return { made, ids: [...items.keys()] };
}

function bibliography(made) {
  const answer = made.makeBibliography();
  if (!answer) return null;
  const [facts, entries] = answer;
  return entries.map((entry, index) => {
    const [html, id] = entry.split("\u0001");
    const named = id === undefined || id.trim() === "undefined" ? facts.entry_ids[index][0] : id;
    return [String(named).trim(), html];
  });
}

function asDocument(job, shared, record) {
  const { made, ids } = engine(job, shared);
  if (job.document) {
    const citations = job.document.map((citation, index) => ({
      citationID: `c${index}`,
      citationItems: citation.cites.map((cite) => ({ ...cite })),
      properties: { noteIndex: citation.note || 0 },
    }));
    record.citations = made.rebuildProcessorState(citations, "html", job.uncited || []).map((row) => row[2]);
  } else {
    made.updateItems(ids);
  }
  if (job.bibliography) record.bibliography = bibliography(made);
}

// A document after all transactions: what the last one rewrote is marked.
function replay(made, transactions) {
  let texts = new Map();
  let order = [];
  let rewritten = new Set();
  for (const [citation, before, behind] of transactions) {
    const [, changes] = made.processCitationCluster(citation, before, behind);
    order = [...before.map((place) => place[0]), citation.citationID,
      ...behind.map((place) => place[0])];
    rewritten = new Set(changes.map((change) => change[2]));
    for (const change of changes) texts.set(change[2], change[1]);
  }
  return order.map((id, index) =>
    `${rewritten.has(id) ? ">>" : ".."}[${index}] ${texts.get(id)}`).join("\n");
}

function asFixture(job, shared) {
  const { made, ids } = engine(job, shared);
  const { mode, flags, clusters, transactions, entries, section } = job.fixture;
  const nosort = flags.includes("nosort");
  made.fun.dateparser.addDateParserMonths(MONTHS);
  for (const key of Object.keys(job.fixture.options || {})) {
    made.opt.development_extensions[key] = job.fixture.options[key];
  }
  if (entries) entries.forEach((set) => made.updateItems(set, nosort));
  else if (!transactions) made.updateItems(ids, nosort);
  let citations = "";
  if (transactions) citations = replay(made, transactions);
  else {
    const lists = clusters || [made.registry.reflist.map((item) => ({ id: item.id }))];
    citations = lists.map((cites) => made.makeCitationCluster(cites)).join("\n");
  }
  if (mode !== "bibliography") return citations;
  const [facts, printed] = made.makeBibliography(section || undefined);
  if (!flags.includes("header")) return facts.bibstart + printed.join("") + facts.bibend;
  return Object.keys(facts).sort().map((key) => `${key}: ${facts[key]}\n`).join("").trim();
}

function run(job, shared) {
  const record = { id: job.id };
  try {
    if (job.fixture) record.text = asFixture(job, shared);
    else asDocument(job, shared, record);
  } catch (error) {
    record.error = String((error && error.message) || error).split("\n")[0];
  }
  return record;
}

function main() {
  const shared = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
  // citeproc-js writes remarks on styles to the console; answers are all that goes out
  CSL.debug = () => {};
  CSL.error = (message) => { throw new Error(message); };
  for (const job of shared.jobs) {
    fs.writeSync(1, `${JSON.stringify(run(job, shared))}\n`);
  }
}

main();
