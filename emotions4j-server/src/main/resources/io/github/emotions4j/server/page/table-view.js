import { isAbort } from './api.js';
import { classifyRows } from './batches.js';
import { byScore } from './bars.js';
import { byId, count, counted, digits, element, showBusy } from './dom.js';
import { csv, json, save } from './export.js';
import { columnNames, likelyColumn, lines, readFile, textRows } from './files.js';

const ROWS_PER_PAGE = 100;
const MOST_ROWS = 50_000;
const MOST_CHARACTERS = 300;
const RERUN_ROWS = 1000;

/** Several texts: lines or a file, analysed in batches, as a table that can be sorted and exported. */
export class TableView {
  #call;
  #announce;
  #controller = new AbortController();
  #file = null;
  #rows = [];
  #model = '';
  #labels = [];
  #sort = { key: 'number', descending: false };
  #page = 0;

  /**
   * @param {function} call scores texts: (texts, signal, onWait) to an answer
   * @param {function} announce tells screen readers
   */
  constructor(call, announce) {
    this.#call = call;
    this.#announce = announce;
    byId('run').addEventListener('click', () => this.#run());
    byId('cancel').addEventListener('click', () => this.#controller.abort());
    byId('file').addEventListener('change', (event) => this.open(event.target.files[0]));
    byId('remove-file').addEventListener('click', () => this.#close());
    byId('header-row').addEventListener('change', () => this.#showColumns());
    byId('column').addEventListener('change', () => this.#showPreview());
    byId('previous').addEventListener('click', () => this.#turn(-1));
    byId('next').addEventListener('click', () => this.#turn(1));
    byId('export-csv').addEventListener('click', () =>
      save('emotions.csv', 'text/csv;charset=utf-8', csv(this.#finished(), this.#labels)));
    byId('export-json').addEventListener('click', () =>
      save('emotions.json', 'application/json', json(this.#finished(), this.#model)));
  }

  /** Reads a file that a person chose or dropped. */
  async open(file) {
    if (!file) {
      return;
    }
    this.#showError('');
    try {
      this.#file = await readFile(file);
      byId('file-name').textContent = file.name;
      byId('file-field').hidden = false;
      byId('lines-field').hidden = true;
      this.#showColumns();
    } catch (error) {
      this.#showError(error.message);
    }
    byId('file').value = '';
  }

  /** Analyses a short table again, for another model or group. */
  refresh() {
    if (this.#rows.length > 0 && this.#rows.length <= RERUN_ROWS) {
      this.#run();
    }
  }

  #close() {
    this.#file = null;
    byId('file-field').hidden = true;
    byId('lines-field').hidden = false;
    byId('lines').focus();
  }

  #showColumns() {
    const names = columnNames(this.#file, byId('header-row').checked);
    byId('column').replaceChildren(...names.map((name, index) => element('option', { value: index }, name)));
    byId('column').value = String(likelyColumn(this.#file, names));
    byId('column-field').hidden = names.length < 2;
    byId('header-field').hidden = this.#file.names !== null;
    this.#showPreview();
  }

  #showPreview() {
    const rows = this.#texts();
    const first = rows.length > 0 ? ` The first: ${shortened(rows[0].text)}` : '';
    byId('preview').textContent = `${counted(rows.length, 'text', 'texts')}.${first}`;
  }

  #texts() {
    return this.#file
      ? textRows(this.#file, Number(byId('column').value), byId('header-row').checked)
      : textRows({ rows: lines(byId('lines').value).map((line) => [line]), names: ['text'] }, 0, false);
  }

  async #run() {
    const found = this.#texts();
    if (found.length === 0) {
      this.#showError('There is no text. Type or paste texts, or choose a file.');
      return;
    }
    this.#controller.abort();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#rows = found.slice(0, MOST_ROWS);
    this.#page = 0;
    this.#showError('');
    this.#showProgress(0);
    byId('run').disabled = true;
    try {
      await classifyRows(this.#rows, (texts) => this.#call(texts, signal, showWait), (done, answer) => {
        this.#model = answer?.model ?? this.#model;
        this.#labels = answer ? Object.keys(answer.thresholds) : this.#labels;
        this.#showProgress(done);
        this.#showTable();
      });
      this.#finish(found.length);
    } catch (error) {
      if (this.#isNewest(signal)) {
        this.#stopped(error);
      }
    } finally {
      if (this.#isNewest(signal)) {
        byId('run').disabled = false;
        byId('progress-field').hidden = true;
      }
    }
  }

  /** A run that a newer one replaced shows nothing any more. */
  #isNewest(signal) {
    return signal === this.#controller.signal;
  }

  #finish(total) {
    this.#announce(`${counted(this.#rows.length, 'text', 'texts')} analysed.`);
    if (total > this.#rows.length) {
      this.#showError(`Only the first ${count(MOST_ROWS)} of ${count(total)} texts were analysed. `
        + 'The command line reads larger files.');
    }
  }

  #stopped(error) {
    const done = this.#finished().length;
    const sum = `${count(done)} of ${counted(this.#rows.length, 'text', 'texts')} analysed.`;
    this.#showError(`${isAbort(error) ? 'Cancelled.' : error.message} ${sum}`);
  }

  #finished() {
    return this.#rows.filter((row) => row.result || row.error);
  }

  #showProgress(done) {
    byId('progress-field').hidden = false;
    byId('progress').max = this.#rows.length;
    byId('progress').value = done;
    byId('progress-text').textContent = `${count(done)} of ${count(this.#rows.length)}`;
  }

  #showTable() {
    const rows = this.#sorted();
    const last = Math.max(Math.ceil(rows.length / ROWS_PER_PAGE) - 1, 0);
    this.#page = Math.min(Math.max(this.#page, 0), last);
    const start = this.#page * ROWS_PER_PAGE;
    byId('table-card').hidden = rows.length === 0;
    byId('table-title').textContent = `Results: ${counted(rows.length, 'text', 'texts')}`;
    this.#showSummary(rows);
    byId('table-head').replaceChildren(...this.#columns().map((column) => this.#header(column)));
    byId('table-body').replaceChildren(
      ...rows.slice(start, start + ROWS_PER_PAGE).map((row) => this.#row(row)));
    byId('pages').hidden = last === 0;
    byId('page-text').textContent = `Page ${this.#page + 1} of ${last + 1}`;
    byId('previous').disabled = this.#page === 0;
    byId('next').disabled = this.#page === last;
  }

  #turn(pages) {
    this.#page += pages;
    this.#showTable();
  }

  #showSummary(rows) {
    const counts = new Map();
    for (const label of rows.flatMap((row) => row.result?.emotions.map((emotion) => emotion.label) ?? [])) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8);
    byId('summary').replaceChildren(...most.map(([label, texts]) =>
      element('span', { class: 'chip' }, `${label} `, element('b', {}, count(texts)))));
  }

  #columns() {
    const groups = Object.keys(this.#rows.find((row) => row.result?.groups)?.result.groups ?? {});
    return [
      { key: 'number', name: 'Row', number: true, value: (row) => row.number },
      { key: 'text', name: 'Text', value: (row) => row.text },
      { key: 'emotions', name: 'Emotions', value: (row) => row.result?.emotions[0]?.label ?? '' },
      { key: 'score', name: 'Highest score', number: true, value: highest },
      ...groups.sort().map((name) => ({
        key: `group ${name}`, name, number: true, value: (row) => row.result?.groups?.[name] ?? -1,
      })),
    ];
  }

  #sorted() {
    const columns = this.#columns();
    const { value } = columns.find((column) => column.key === this.#sort.key) ?? columns[0];
    const direction = this.#sort.descending ? -1 : 1;
    const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
    return this.#finished().sort((a, b) => direction * compare(value(a), value(b)) || a.number - b.number);
  }

  #header({ key, name, number }) {
    const isSorted = this.#sort.key === key;
    const direction = this.#sort.descending ? 'descending' : 'ascending';
    const arrow = isSorted ? (this.#sort.descending ? '↓' : '↑') : '';
    return element('th', { scope: 'col', class: number ? 'number' : null, 'aria-sort': isSorted ? direction : null },
      element('button', { type: 'button', class: 'sort', id: `sort ${key}`, click: () => this.#sortBy(key, number) },
        name, element('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow)));
  }

  /** Numbers begin with the highest, words with the first of the alphabet. */
  #sortBy(key, number) {
    const first = Boolean(number) && key !== 'number';
    this.#sort = { key, descending: this.#sort.key === key ? !this.#sort.descending : first };
    this.#page = 0;
    this.#showTable();
    byId(`sort ${key}`).focus();
  }

  #row(row) {
    const cells = this.#columns().slice(3).map(({ value }) => {
      const score = value(row);
      return element('td', { class: 'number' }, score < 0 ? '' : digits(score));
    });
    return element('tr', {},
      element('td', { class: 'number muted' }, String(row.number)),
      element('td', { class: 'cell-text' }, shortened(row.text)),
      element('td', {}, emotions(row)), ...cells);
  }

  #showError(message) {
    byId('table-error').textContent = message;
  }
}

function showWait(seconds) {
  if (seconds > 0) {
    showBusy(byId('progress-text'), seconds);
  }
}

const highest = (row) => (row.result ? byScore(row.result.scores)[0][1] : -1);

const shortened = (text) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);

function emotions(row) {
  if (row.error) {
    return element('span', { class: 'error' }, row.error);
  }
  const found = row.result.emotions.slice(0, 3);
  return found.length > 0
    ? element('span', { class: 'chips' }, ...found.map(({ label, score }) =>
      element('span', { class: `chip ${label === 'neutral' ? '' : 'detected'}` }, `${label} ${digits(score)}`)))
    : element('span', { class: 'muted' }, 'none above its threshold');
}
