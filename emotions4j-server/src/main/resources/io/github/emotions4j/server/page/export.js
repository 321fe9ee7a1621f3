/**
 * Rows as CSV: number, text, detected emotions, the scores of all labels and of the groups.
 *
 * @param {object[]} rows analysed rows
 * @param {string[]} labels in the order of the model
 */
export function csv(rows, labels) {
  const groups = groupNames(rows);
  const header = ['row', 'text', 'emotions', ...labels, ...groups.map((name) => `group ${name}`), 'error'];
  const body = rows.map((row) => [
    row.number,
    row.text,
    row.result?.emotions.map((emotion) => emotion.label).join('; ') ?? '',
    ...labels.map((label) => row.result?.scores[label] ?? ''),
    ...groups.map((name) => row.result?.groups[name] ?? ''),
    row.error ?? '',
  ]);
  return [header, ...body].map((cells) => cells.map(cell).join(',') + '\r\n').join('');
}

/** Rows as a JSON array. */
export function json(rows, model) {
  const results = rows.map((row) => ({
    row: row.number, text: row.text, ...(row.result ?? { error: row.error ?? 'not analysed' }),
  }));
  return JSON.stringify({ model, results }, null, 2) + '\n';
}

/** Offers a text as a file to save. */
export function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const groupNames = (rows) => Object.keys(rows.find((row) => row.result?.groups)?.result.groups ?? {});

/** Spreadsheets run a text that begins so as a formula; an apostrophe in front makes it a text. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

function cell(value) {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
