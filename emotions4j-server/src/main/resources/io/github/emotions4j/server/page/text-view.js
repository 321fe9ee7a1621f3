import { isAbort } from './api.js';
import { bars, byScore, phrase } from './bars.js';
import { byId, counted, digits, element, showBusy } from './dom.js';
import { sentences } from './sentences.js';

const TYPING_MILLISECONDS = 250;
const MOST_SENTENCES = 500;
const SENTENCES_PER_REQUEST = 50;
const MOST_REMEMBERED = 2000;
const EXAMPLES = [
  'Thank you so much, this made my whole day!',
  'I can’t believe they cancelled it again. What a joke.',
  'I was nervous at first. Then my daughter waved at me from the stage. I have never been so proud!',
];

/** One text: bars while typing, and a timeline of its sentences. */
export class TextView {
  #call;
  #announce;
  #settings;
  #timer = 0;
  #controller = new AbortController();
  #remembered = new Map();
  #answer = null;
  #rows = [];
  #open = -1;
  #all = false;

  /**
   * @param {function} call scores texts: (texts, signal, onWait) to an answer
   * @param {function} announce tells screen readers
   * @param {function(): string} settings names model and groups, since sentences are remembered for each
   */
  constructor(call, announce, settings) {
    this.#call = call;
    this.#announce = announce;
    this.#settings = settings;
    byId('text').addEventListener('input', () => this.#typed(TYPING_MILLISECONDS));
    byId('clear').addEventListener('click', () => this.#use(''));
    byId('show-all').addEventListener('click', () => this.#toggleAll());
    byId('examples').append(...EXAMPLES.map((example) => element('li', {},
      element('button', { type: 'button', class: 'example', click: () => this.#use(example) }, example))));
  }

  /** Scores the text again, for another model, group or key. */
  refresh() {
    this.#typed(0);
  }

  #use(text) {
    byId('text').value = text;
    byId('text').focus();
    this.#typed(0);
  }

  #typed(milliseconds) {
    clearTimeout(this.#timer);
    this.#controller.abort();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    this.#timer = setTimeout(() => this.#classify(byId('text').value, signal), milliseconds);
    byId('clear').hidden = byId('text').value === '';
  }

  async #classify(text, signal) {
    this.#showError('');
    if (text.trim() === '') {
      this.#showNothing();
      return;
    }
    byId('result').setAttribute('aria-busy', 'true');
    const onWait = (seconds) => (seconds > 0 ? showBusy(byId('text-error'), seconds) : this.#showError(''));
    try {
      this.#showText(await this.#call([text], signal, onWait));
      await this.#classifySentences(sentences(text), signal, onWait);
      this.#announce(`Emotions: ${phrase(this.#answer.results[0])}.`);
    } catch (error) {
      if (!isAbort(error)) {
        this.#showError(error.message, error.status === 0 || error.status >= 500);
      }
    } finally {
      if (!signal.aborted) {
        byId('result').setAttribute('aria-busy', 'false');
      }
    }
  }

  async #classifySentences(found, signal, onWait) {
    const parts = found.length > 1 ? found.slice(0, MOST_SENTENCES) : [];
    const settings = this.#settings();
    const missing = [...new Set(parts)].filter((part) => !this.#remembered.has(settings + part));
    for (let i = 0; i < missing.length; i += SENTENCES_PER_REQUEST) {
      const batch = missing.slice(i, i + SENTENCES_PER_REQUEST);
      const answer = await this.#call(batch, signal, onWait);
      batch.forEach((part, index) => this.#remembered.set(settings + part, answer.results[index]));
    }
    this.#rows = parts.map((text) => ({ text, result: this.#remembered.get(settings + text) }));
    this.#showTimeline(found.length);
    if (this.#remembered.size > MOST_REMEMBERED) {
      this.#remembered.clear();
    }
  }

  #toggleAll() {
    this.#all = !this.#all;
    byId('show-all').setAttribute('aria-pressed', String(this.#all));
    this.#drawBars();
    this.#drawOpen();
  }

  #showNothing() {
    this.#answer = null;
    this.#rows = [];
    byId('result').setAttribute('aria-busy', 'false');
    byId('empty').hidden = false;
    byId('bars').replaceChildren();
    for (const id of ['timeline', 'show-all', 'legend']) {
      byId(id).hidden = true;
    }
  }

  #showText(answer) {
    this.#answer = answer;
    const [result] = answer.results;
    byId('empty').hidden = true;
    byId('legend').hidden = Boolean(result.groups);
    byId('show-all').hidden = Boolean(result.groups);
    byId('show-all').textContent = `Show all ${Object.keys(answer.thresholds).length}`;
    this.#drawBars();
  }

  #drawBars() {
    const [result] = this.#answer.results;
    byId('bars').replaceChildren(...bars(result, this.#answer.thresholds, this.#all));
    if (result.truncated) {
      byId('bars').append(element('p', { class: 'muted' },
        'The text is longer than the model reads. Its end is left out.'));
    } else if (result.windows > 1) {
      byId('bars').append(element('p', { class: 'muted' },
        `The text is longer than one window of the model. It was read in ${result.windows} windows.`));
    }
  }

  #showTimeline(total) {
    byId('timeline').hidden = this.#rows.length === 0;
    byId('timeline-note').textContent = total > this.#rows.length
      ? `The first ${this.#rows.length} of ${counted(total, 'sentence', 'sentences')}`
      : `${counted(total, 'sentence', 'sentences')}. Select one to see its scores.`;
    this.#open = Math.min(this.#open, this.#rows.length - 1);
    byId('strip').hidden = this.#rows.length < 3;
    byId('strip').replaceChildren(...this.#rows.map((row, index) => this.#column(row, index)));
    byId('sentences').replaceChildren(...this.#rows.map((row, index) => this.#sentence(row, index)));
    this.#drawOpen();
  }

  #column({ result }, index) {
    const column = element('span', { class: `column ${emphasis(strongest(result)[0][0], result)}`,
      click: () => this.#toggle(index) });
    column.style.setProperty('--score', String(strongest(result)[0][1]));
    return column;
  }

  #sentence({ text, result }, index) {
    const chips = strongest(result).map(([label, score]) => element('span',
      { class: `chip ${emphasis(label, result)}` }, `${label} ${digits(score)}`));
    const button = element('button', {
      type: 'button', class: 'sentence', 'aria-expanded': 'false', click: () => this.#toggle(index),
    }, element('span', { class: 'sentence-text' }, text), ' ', element('span', { class: 'chips' }, ...chips));
    return element('li', {}, button, element('div', { class: 'details', hidden: true }));
  }

  #toggle(index) {
    this.#open = this.#open === index ? -1 : index;
    this.#drawOpen();
    byId('sentences').children[index].scrollIntoView({ block: 'nearest' });
  }

  #drawOpen() {
    Array.from(byId('sentences').children).forEach((item, index) => {
      const isOpen = index === this.#open;
      const [button, details] = item.children;
      button.setAttribute('aria-expanded', String(isOpen));
      details.hidden = !isOpen;
      details.replaceChildren(...(isOpen ? bars(this.#rows[index].result, this.#answer.thresholds, this.#all) : []));
      byId('strip').children[index].classList.toggle('open', isOpen);
    });
  }

  #showError(message, canRetry = false) {
    byId('text-error').replaceChildren(message);
    if (message && canRetry) {
      byId('text-error').append(' ',
        element('button', { type: 'button', click: () => this.refresh() }, 'Try again'));
    }
  }
}

const isDetected = (result) => !result.groups && result.emotions.length > 0;

/** Neutral is a label, but no emotion. */
const emphasis = (label, result) => (isDetected(result) && label !== 'neutral' ? 'detected' : '');

/** Up to three detected labels, else the strongest one. */
function strongest(result) {
  return isDetected(result)
    ? result.emotions.slice(0, 3).map((emotion) => [emotion.label, emotion.score])
    : byScore(result.groups ?? result.scores).slice(0, 1);
}
