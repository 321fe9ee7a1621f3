for (const head of document.querySelectorAll("table.sortable th")) {
  const sort = () => {
    const body = head.closest("table").tBodies[0];
    const text = row => row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent;
    // an interval sorts by its lower end
    const number = value => value === "-" ? -Infinity : Number(value.replace(/^\[(.*),.*\]$/, "$1"));
    const order = (a, b) => isNaN(number(a)) || isNaN(number(b)) ? b.localeCompare(a) : number(b) - number(a);
    // words start with A, figures with the highest
    const words = [...body.rows].some(row => isNaN(number(text(row))));
    const before = head.getAttribute("aria-sort");
    const up = before === null ? words : before === "descending";
    const rows = [...body.rows].sort((a, b) => (up ? -1 : 1) * order(text(a), text(b)));
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  };
  head.tabIndex = 0;
  head.addEventListener("click", sort);
  head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
}
