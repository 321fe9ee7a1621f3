// Tests of the page's code that needs no browser: node --test emotions4j-server/src/browser/js/
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../main/resources/io/github/emotions4j/server/page/', import.meta.url);
// The files are modules by their use in the page; node goes by their names, so it gets them as data.
const load = (name) => import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL(name, folder)))}`);
const { columnNames, likelyColumn, parseDelimited, parseFile, textRows } = await load('files.js');
const { csv } = await load('export.js');
const { sentences } = await load('sentences.js');

test('quoted cells hold delimiters, line ends and quotes', () => {
  assert.deepEqual(parseDelimited('a,"b, ""c""\r\nd"\r\n\r\ne,\n', ','), [['a', 'b, "c"\r\nd'], ['e', '']]);
});

test('a quote inside of a cell is a character', () => {
  assert.deepEqual(parseDelimited('5" wide,b', ','), [['5" wide', 'b']]);
});

test('semicolons are found by the first line', () => {
  assert.deepEqual(parseFile('a.csv', 'id;text\n1;a, b').rows, [['id', 'text'], ['1', 'a, b']]);
});

test('the text column is found by its name, else by its length', () => {
  const named = parseFile('a.csv', 'note,Comment\nlong long long,b');
  assert.equal(likelyColumn(named, columnNames(named, true)), 1);
  const unnamed = parseFile('a.tsv', '1\tlong words here\n2\tmore words here');
  assert.deepEqual(columnNames(unnamed, false), ['column 1', 'column 2']);
  assert.equal(likelyColumn(unnamed, columnNames(unnamed, false)), 1);
});

test('rows keep their numbers where empty ones are left out', () => {
  const table = parseFile('a.txt', 'a\n\n  \nb\n');
  assert.deepEqual(textRows(table, 0, true), [{ number: 1, text: 'a' }, { number: 4, text: 'b' }]);
});

test('JSON lines are strings and objects', () => {
  const table = parseFile('a.jsonl', '"a"\n{"n": 1, "body": "b", "text": "c"}\n');
  assert.deepEqual(table.names, ['text', 'body']);
  assert.deepEqual(table.rows, [['a', ''], ['c', 'b']]);
});

test('errors name the line and the format', () => {
  assert.throws(() => parseFile('a.jsonl', '{}\n{'), /Line 2 is not JSON/);
  assert.throws(() => parseFile('a.jsonl', '{"n": 1}'), /The file has no text/);
  assert.throws(() => parseFile('a.jsonl', 'null'), /Line 1 is neither/);
  assert.throws(() => parseFile('a.pdf', ''), /a.pdf is not a .txt/);
});

test('cells that begin as a formula become texts', () => {
  const row = (text) => ({ number: 1, text, result: { emotions: [], scores: { joy: 0.5 } } });
  for (const start of ['=', '+', '-', '@', '\t=', ' =']) {
    assert.ok(csv([row(`${start}1`)], ['joy']).split('\r\n')[1].startsWith(`1,'${start}1,`), start);
  }
  assert.equal(csv([row('a "b", c')], ['joy']), 'row,text,emotions,joy,error\r\n1,"a ""b"", c",,0.5,\r\n');
});

test('sentences have no spaces around them', () => {
  assert.deepEqual(sentences('One. Two!\n\n Three? '), ['One.', 'Two!', 'Three?']);
});
