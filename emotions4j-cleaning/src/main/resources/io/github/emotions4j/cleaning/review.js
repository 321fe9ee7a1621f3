const all = JSON.parse(document.getElementById("data").textContent);
const pageSize = 100;
const element = id => document.getElementById(id);
const body = element("findings").tBodies[0];
let key = "score", up = false, page = 0, shown = all;

// Each option shows its number of findings.
const fill = (id, values) => {
  const counts = new Map();
  for (const finding of all) for (const value of values(finding)) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of [...counts].sort((a, b) => a[0].localeCompare(b[0]))) {
    element(id).append(new Option(`${value} (${count})`, value));
  }
};
const labels = finding => new Set([...finding.given, ...finding.suggested]);
const changes = finding => finding.given.length !== finding.suggested.length
  || finding.given.some(label => !finding.suggested.includes(label));

const select = () => {
  const wanted = element("search").value.toLowerCase();
  const label = element("label").value, kind = element("kind").value, changing = element("changes").checked;
  shown = all.filter(finding => (!label || labels(finding).has(label)) && (!kind || finding.kinds.includes(kind))
    && (!changing || changes(finding))
    && (!wanted || finding.text.toLowerCase().includes(wanted) || finding.id.toLowerCase() === wanted
      || String(finding.row) === wanted));
  const value = finding => Array.isArray(finding[key]) ? finding[key].join(", ") : finding[key];
  const order = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b);
  shown.sort((a, b) => (up ? 1 : -1) * order(value(a), value(b)) || a.row - b.row);
  page = 0;
  draw();
};

const cell = (row, ...content) => row.insertCell().append(...content);
const marked = (tag, text) => {
  const mark = document.createElement(tag);
  mark.textContent = text;
  return mark;
};
// Texts become text nodes, never HTML.
const list = (own, others, tag) => own.flatMap((label, i) =>
  [i ? ", " : "", others.includes(label) ? label : marked(tag, label)]);

const draw = () => {
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  body.replaceChildren();
  for (const finding of shown.slice(page * pageSize, (page + 1) * pageSize)) {
    const row = body.insertRow();
    row.title = finding.id;
    cell(row, String(finding.row));
    cell(row, finding.text);
    cell(row, ...list(finding.given, finding.suggested, "del"));
    cell(row, ...(changes(finding) ? list(finding.suggested, finding.given, "ins") : []),
      ...(changes(finding) && !finding.suggested.length ? [marked("del", "none")] : []));
    cell(row, finding.evidence);
    cell(row, changes(finding) ? finding.score.toFixed(2) : "");
  }
  element("count").textContent = `${shown.length} of ${all.length} findings.`;
  element("place").textContent = `page ${page + 1} of ${pages}`;
  element("previous").disabled = page === 0;
  element("next").disabled = page === pages - 1;
};

for (const head of element("findings").tHead.rows[0].cells) {
  const sort = () => {
    up = head.dataset.key === key ? !up : head.dataset.key !== "score";
    key = head.dataset.key;
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    select();
  };
  head.tabIndex = 0;
  head.addEventListener("click", sort);
  head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
}
fill("label", labels);
fill("kind", finding => finding.kinds);
element("filters").addEventListener("input", select);
element("filters").addEventListener("submit", event => event.preventDefault());
element("previous").addEventListener("click", () => { page--; draw(); });
element("next").addEventListener("click", () => { page++; draw(); });
select();
