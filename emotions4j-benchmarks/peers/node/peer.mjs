// transformers.js on onnxruntime-node: node peer.mjs MODEL_FOLDER TEXTS_JSON, with the lines that python/peer.py describes.
import { readFileSync } from "node:fs";
import { dirname, basename, join } from "node:path";
import { createInterface } from "node:readline";
import { env, pipeline } from "@huggingface/transformers";

const SETTINGS = {
  "transformers.js fp32, one at a time": { dtype: "fp32" },
  "transformers.js int8, one at a time": { dtype: "q8" },
  "transformers.js int8, batch 32 sorted": { dtype: "q8", batch: 32 },
};

const [folder, textsFile] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(textsFile, "utf8"));
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const labels = Object.values(JSON.parse(readFileSync(join(folder, "config.json"), "utf8")).id2label);
const opened = new Map();

async function open(name) {
  if (!opened.has(name)) {
    const { dtype } = SETTINGS[name];
    const classifier = await pipeline("text-classification", basename(folder), { dtype, device: "cpu" });
    opened.set(name, classifier);
  }
  return opened.get(name);
}

async function alone(classifier, sample) {
  const results = [];
  const latenciesMs = [];
  for (const text of sample) {
    const start = performance.now();
    results.push(await classifier(text, { top_k: null }));
    latenciesMs.push(performance.now() - start);
  }
  return { results, latenciesMs };
}

async function batched(classifier, sample, size) {
  const order = sample.map((_, i) => i).sort((a, b) => sample[a].length - sample[b].length);
  const results = new Array(sample.length);
  for (let start = 0; start < order.length; start += size) {
    const places = order.slice(start, start + size);
    const rows = await classifier(places.map((i) => sample[i]), { top_k: null });
    places.forEach((place, row) => { results[place] = rows[row]; });
  }
  return results;
}

function scoreRow(result) {
  const byLabel = new Map(result.map(({ label, score }) => [label, score]));
  return labels.map((label) => byLabel.get(label));
}

async function inLists(classifier, sample, atOnce, size) {
  const results = [];
  for (let first = 0; first < sample.length; first += atOnce) {
    results.push(...(await batched(classifier, sample.slice(first, first + atOnce), size)));
  }
  return { results };
}

async function answer({ setting, count, atOnce }) {
  const classifier = await open(setting);
  const sample = Array.from({ length: count }, (_, i) => texts[Math.floor((i * texts.length) / count)]);
  const { batch } = SETTINGS[setting];
  const start = performance.now();
  const { results, latenciesMs } = batch
    ? await inLists(classifier, sample, atOnce, batch)
    : await alone(classifier, sample);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, latenciesMs, scores: results.slice(0, 3).map(scoreRow) };
}

const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const version = (name) =>
  JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
say({
  versions: {
    node: process.versions.node,
    "@huggingface/transformers": version("@huggingface/transformers"),
    "onnxruntime-node": version("onnxruntime-node"),
  },
});
for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await answer(JSON.parse(line)));
  } catch (failure) {
    say({ error: String(failure) });
  }
}
