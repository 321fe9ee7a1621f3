import { digits, element } from './dom.js';

const FEW = 6;

/**
 * The scores of a text as bars, best first. Detected labels come in front.
 *
 * @param {object} result a result of POST /v1/emotions with its scores, and groups where they were asked for
 * @param {object} thresholds the threshold of each label
 * @param {boolean} all whether all labels are shown, or the detected and a few more
 * @param {number} level of the headings
 * @returns {Node[]}
 */
export function bars(result, thresholds, all, level = 3) {
  if (result.groups) {
    return groupBars(result.groups);
  }
  const detected = new Set(result.emotions.map((emotion) => emotion.label));
  const ranked = byScore(result.scores);
  const above = ranked.filter(([label]) => detected.has(label));
  const below = ranked.filter(([label]) => !detected.has(label));
  const shown = all ? below : below.slice(0, Math.max(FEW - above.length, 2));
  const heading = (text) => element(`h${level}`, { class: 'bars-title' }, text);
  const rows = (entries, kind) => list(entries.map(([label, score]) => bar(label, score, thresholds[label], kind)));
  return [
    ...(above.length > 0
      ? [heading('Detected'), rows(above, 'detected')]
      : [element('p', { class: 'none' }, 'No emotion reaches its threshold.')]),
    heading(all ? 'Below their thresholds' : 'Strongest below their thresholds'), rows(shown, 'below'),
  ];
}

/** Labels and scores, best first. */
export const byScore = (scores) => Object.entries(scores).sort((a, b) => b[1] - a[1]);

/** The detected labels in a phrase, for screen readers. */
export function phrase(result) {
  const best = result.groups
    ? byScore(result.groups).slice(0, 1)
    : result.emotions.map((emotion) => [emotion.label, emotion.score]);
  const names = best.map(([label, score]) => `${label} ${digits(score)}`);
  return names.length > 0 ? names.join(', ') : 'no emotion reaches its threshold';
}

function groupBars(groups) {
  const rows = byScore(groups).map(([name, score], index) => bar(name, score, undefined, index ? 'below' : 'detected'));
  return [
    list(rows),
    element('p', { class: 'muted' }, 'The score of a group is the highest score of its emotions.'),
  ];
}

const list = (rows) => element('ol', { class: 'bars', role: 'list' }, ...rows);

function bar(label, score, threshold, kind) {
  const fill = element('span', { class: 'fill' });
  // A style attribute would break the Content-Security-Policy; a property set by script does not.
  fill.style.setProperty('inline-size', `${score * 100}%`);
  const track = element('span', { class: 'track', 'aria-hidden': 'true' }, fill);
  const row = element('li', { class: `bar ${kind}` },
    element('span', { class: 'label' }, label), track, element('span', { class: 'value' }, digits(score)));
  if (threshold !== undefined) {
    const tick = element('span', { class: 'tick' });
    tick.style.setProperty('inset-inline-start', `${threshold * 100}%`);
    track.append(tick);
    row.append(element('span', { class: 'visually-hidden' }, `, threshold ${digits(threshold)}`));
    row.title = `${label}: ${score.toFixed(4)}, threshold ${threshold.toFixed(4)}`;
  }
  return row;
}
