const LARGEST_BYTES = 50_000_000;
const LIKELY_NAMES = /^(text|texts|comment|comments|body|message|review|content|sentence|tweet|post)$/i;

/**
 * @typedef {object} Table
 * @property {string} name of the file
 * @property {string[][]} rows cells of each row
 * @property {string[]|null} names of the columns, null where the first row may hold them
 */

/**
 * Reads a file by its name's ending.
 *
 * @param {File} file
 * @returns {Promise<Table>}
 * @throws {Error} with a sentence for people
 */
export async function readFile(file) {
  if (file.size > LARGEST_BYTES) {
    throw new Error(`${file.name} is larger than 50 MB. The command line reads larger files.`);
  }
  return parseFile(file.name, decode(await file.arrayBuffer(), file.name));
}

/** Parses the content of a file by its name's ending. */
export function parseFile(name, content) {
  switch (name.slice(name.lastIndexOf('.') + 1).toLowerCase()) {
    case 'csv': return { name, rows: parseDelimited(content, delimiterOf(content)), names: null };
    case 'tsv': return { name, rows: parseDelimited(content, '\t'), names: null };
    case 'jsonl':
    case 'ndjson': return { name, ...parseJsonLines(content) };
    case 'txt': return { name, rows: lines(content).map((line) => [line]), names: ['text'] };
    default: throw new Error(`${name} is not a .txt, .csv, .tsv or .jsonl file.`);
  }
}

/** Lines of a text, without their ends. */
export const lines = (content) => content.split(/\r\n|\n|\r/);

/** Names of the columns. */
export function columnNames(table, firstRowIsHeader) {
  if (table.names) {
    return table.names;
  }
  const width = table.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const header = firstRowIsHeader ? table.rows[0] ?? [] : [];
  return Array.from({ length: width }, (_, index) => header[index]?.trim() || `column ${index + 1}`);
}

/** The column that most likely holds the texts: by its name, else the one with the longest cells. */
export function likelyColumn(table, names) {
  const named = names.findIndex((name) => LIKELY_NAMES.test(name));
  if (named >= 0) {
    return named;
  }
  const lengths = names.map((_, index) =>
    table.rows.slice(1, 101).reduce((sum, row) => sum + (row[index]?.length ?? 0), 0));
  return Math.max(lengths.indexOf(Math.max(...lengths)), 0);
}

/** Rows with a text, numbered from 1 as in the file. */
export function textRows(table, column, firstRowIsHeader) {
  const skipped = table.names || !firstRowIsHeader ? 0 : 1;
  return table.rows.slice(skipped)
    .map((row, index) => ({ number: index + 1, text: row[column] ?? '' }))
    .filter((row) => row.text.trim() !== '');
}

/** Parses CSV (RFC 4180): quoted cells may hold the delimiter, line ends and doubled quotes. */
export function parseDelimited(content, delimiter) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    row = [];
    cell = '';
  };
  for (let i = 0; i < content.length; i++) {
    const character = content[i];
    if (quoted) {
      if (character !== '"') {
        cell += character;
      } else if (content[i + 1] === '"') {
        cell += '"';
        i++;
      } else {
        quoted = false;
      }
    } else if (character === '"' && cell === '') {
      quoted = true;
    } else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || character === '\r') {
      i += character === '\r' && content[i + 1] === '\n' ? 1 : 0;
      endRow();
    } else {
      cell += character;
    }
  }
  if (cell !== '' || row.length > 0) {
    endRow();
  }
  return rows.filter((cells) => cells.length > 1 || cells[0] !== '');
}

function delimiterOf(content) {
  const first = content.slice(0, content.search(/[\r\n]|$/));
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

function parseJsonLines(content) {
  const values = lines(content).flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1)]));
  const names = [...new Set(values.flatMap((value) => Object.keys(value).filter((key) => isText(value[key]))))];
  if (names.length === 0) {
    throw new Error('The file has no text: each line must be a JSON string or an object with a string.');
  }
  return { names, rows: values.map((value) => names.map((name) => (isText(value[name]) ? value[name] : ''))) };
}

const isText = (value) => typeof value === 'string';

function parseLine(line, number) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`Line ${number} is not JSON.`);
  }
  if (isText(value)) {
    return { text: value };
  }
  if (value === null || typeof value !== 'object') {
    throw new Error(`Line ${number} is neither a JSON object nor a JSON string.`);
  }
  return value;
}

function decode(bytes, name) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${name} is not encoded in UTF-8.`);
  }
}
