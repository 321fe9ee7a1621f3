import { isAbort } from './api.js';

// Both are far below the limits of the server, so that a batch is answered soon and the progress moves.
const TEXTS = 64;
const CHARACTERS = 100_000;

/** Errors that a smaller batch may avoid. */
const SPLITTABLE = new Set([400, 413, 422, 424, 504]);

/**
 * Scores rows in batches and writes the result or the error into each row. A text that the server refuses does not
 * stop the others.
 *
 * @param {{text: string}[]} rows gets `result` or `error`
 * @param {function(string[]): Promise<object>} classify scores texts
 * @param {function(number, object): void} onProgress gets the number of finished rows and the last answer
 */
export async function classifyRows(rows, classify, onProgress) {
  let done = 0;
  for (const batch of batches(rows)) {
    const answer = await classifyBatch(batch, classify);
    done += batch.length;
    onProgress(done, answer);
  }
}

async function classifyBatch(batch, classify) {
  try {
    const answer = await classify(batch.map((row) => row.text));
    batch.forEach((row, index) => {
      row.result = answer.results[index];
    });
    return answer;
  } catch (error) {
    if (isAbort(error) || !SPLITTABLE.has(error.status)) {
      throw error;
    }
    return splitBatch(batch, classify, error);
  }
}

async function splitBatch(batch, classify, error) {
  if (batch.length === 1) {
    batch[0].error = error.message;
    return null;
  }
  const middle = Math.ceil(batch.length / 2);
  const first = await classifyBatch(batch.slice(0, middle), classify);
  return (await classifyBatch(batch.slice(middle), classify)) ?? first;
}

/** Groups rows into batches by their number and length. */
export function* batches(rows) {
  let batch = [];
  let characters = 0;
  for (const row of rows) {
    if (batch.length === TEXTS || (batch.length > 0 && characters + row.text.length > CHARACTERS)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(row);
    characters += row.text.length;
  }
  if (batch.length > 0) {
    yield batch;
  }
}
