/** Finds the element with an id. */
export const byId = (id) => document.getElementById(id);

/**
 * Makes an element. Texts become text nodes, so markup in a user's text is shown and never parsed.
 *
 * @param {string} name tag name
 * @param {object} attributes attributes; a function is a listener for the event of that name
 * @param {...(Node|string)} children nodes and texts
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

/**
 * Says that the server is busy. Screen readers hear it once, not each second.
 *
 * @param {Element} place shows the sentence
 * @param {number} seconds until the next try
 */
export function showBusy(place, seconds) {
  const left = place.querySelector('.seconds');
  if (left) {
    left.textContent = ` in ${seconds} s`;
  } else {
    place.replaceChildren('The server is busy, trying again',
      element('span', { class: 'seconds', 'aria-hidden': 'true' }, ` in ${seconds} s`), '.');
  }
}

/** A score with two digits. */
export const digits = (score) => score.toFixed(2);

/** A count with separators of thousands. */
export const count = (value) => value.toLocaleString('en');

/** A count and its noun. */
export const counted = (value, one, many) => `${count(value)} ${value === 1 ? one : many}`;
