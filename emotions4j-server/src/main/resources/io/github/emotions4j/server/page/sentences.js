/** The sentences of a text, without surrounding spaces and empty ones. */
export function sentences(text) {
  const parts = typeof Intl.Segmenter === 'function'
    ? Array.from(new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text), (part) => part.segment)
    : text.split(/(?<=[.!?…])\s+|\n+/u);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
