// @huggingface/inference against POST /.
import { readFile } from "node:fs/promises";
import assert from "node:assert/strict";
import { InferenceClient, textClassification } from "@huggingface/inference";

const [base, scoresFile, textsFile] = process.argv.slice(2);
const texts = JSON.parse(await readFile(textsFile, "utf8"));
const expected = JSON.parse(await readFile(scoresFile, "utf8"));

for (const [index, text] of texts.entries()) {
  const found = await textClassification({ endpointUrl: base, inputs: text });
  assert.deepEqual(Object.fromEntries(found.map(({ label, score }) => [label, score])), expected[index]);
}

const endpoint = new InferenceClient("any-key").endpoint(base);
const best = await endpoint.textClassification({ inputs: texts[0], parameters: { top_k: 2 } });
assert.equal(best.length, 2);

await assert.rejects(
  textClassification({ endpointUrl: base, inputs: texts[0], parameters: { top_k: -1 } }),
  (error) => /top_k/.test(error.message) && error.httpResponse.status === 422,
);
console.log("@huggingface/inference: passed");
