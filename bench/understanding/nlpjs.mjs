// nlp.js as a process: `node nlpjs.mjs FOLDER`, where FOLDER/node_modules has the packages.
// A line of JSON in, a line of JSON out:
//   {examples: [[text, label, locale], …]}  learn        {labels: [label, …]}
//   {asked: [[text, locale or null], …]}    understand   {scores: [[one a label], …]}
//   {save: path}, {load: path}              what was learned, in another process  {}
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const requireThere = createRequire(join(process.argv[2], "/"));
const { Nlp, containerBootstrap } = requireThere("@nlpjs/basic");

console.log = () => {}; // nlp.js tells every epoch; our lines go to stdout by themselves

let nlp;
let labels;

async function make(locales) {
  const container = await containerBootstrap();
  for (const locale of locales) useLanguage(container, locale);
  nlp = new Nlp({ container, languages: locales, autoSave: false });
}

async function learn(examples) {
  await make([...new Set(examples.map(([, , locale]) => locale))].sort());
  for (const [text, label, locale] of examples) nlp.addDocument(locale, text, label);
  await nlp.train();
  labels = [...new Set(examples.map(([, label]) => label))].sort();
  return { labels };
}

async function save(path) {
  const { locales } = nlp.nluManager;
  await writeFile(path, JSON.stringify({ labels, locales, model: nlp.toJSON() }));
  return {};
}

async function load(path) {
  const saved = JSON.parse(await readFile(path, "utf-8"));
  await make(saved.locales);
  nlp.fromJSON(saved.model);
  labels = saved.labels;
  return {};
}

function useLanguage(container, locale) {
  const name = locale[0].toUpperCase() + locale.slice(1);
  try {
    container.use(requireThere(`@nlpjs/lang-${locale}`)[`Lang${name}`]);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    // There is none: nlp.js then takes its general tokenizer and no stemmer.
  }
}

async function score([text, locale]) {
  const { classifications } = await nlp.process(locale ?? undefined, text);
  const found = new Map(classifications.map(({ intent, score }) => [intent, score]));
  return labels.map((label) => found.get(label) ?? 0);
}

async function understand(asked) {
  const scores = [];
  for (const one of asked) scores.push(await score(one));
  return { scores };
}

const verbs = { examples: learn, asked: understand, save, load };

for await (const line of createInterface({ input: process.stdin })) {
  const [[verb, given]] = Object.entries(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(await verbs[verb](given))}\n`);
}
