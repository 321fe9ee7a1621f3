// Checks that transformers.js answers as transformers does with a model folder that was exported here.
//
// How to run (Node 20), from a new folder:
//
//     npm init -y && npm install --ignore-scripts @huggingface/transformers@4.3.1
//     cp <repository>/emotions4j-export/src/test/js/check_export.mjs .
//     node check_export.mjs PARENT NAME GOLDEN
//
// PARENT/NAME is a model folder whose graphs lie in NAME/onnx/ (model.onnx, model_quantized.onnx), where transformers.js
// looks for them. GOLDEN is the golden.json of the fixtures, made of the same weights. Prints the largest difference of
// logits; exits with 1 when fp32 differs by more than 1e-4.

import fs from "node:fs";
import { AutoModelForSequenceClassification, Tensor, env } from "@huggingface/transformers";

const [parent, name, goldenFile] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = parent;

const texts = JSON.parse(fs.readFileSync(goldenFile, "utf8")).texts;

async function worst(dtype) {
    const model = await AutoModelForSequenceClassification.from_pretrained(name, { dtype });
    let difference = 0;
    for (const { inputIds, logits } of texts) {
        const tensor = (value) => new Tensor("int64", inputIds.map((id) => BigInt(value(id))), [1, inputIds.length]);
        const output = await model({
            input_ids: tensor((id) => id),
            attention_mask: tensor(() => 1),
            token_type_ids: tensor(() => 0),
        });
        logits.forEach((expected, i) => {
            difference = Math.max(difference, Math.abs(output.logits.data[i] - expected));
        });
    }
    return difference;
}

const fp32 = await worst("fp32");
console.log(`model.onnx: ${fp32.toExponential(2)}`);
console.log(`model_quantized.onnx: ${(await worst("q8")).toExponential(2)}`);
process.exit(fp32 <= 1e-4 ? 0 : 1);
