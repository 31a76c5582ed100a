for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th"), body = head.closest("table").tBodies[0];
    const place = head.cellIndex, up = head.getAttribute("aria-sort") === "descending";
    const value = (row) => {
      const cell = row.cells[place], text = cell.dataset.value ?? cell.textContent.trim();
      const number = text === "" || text === "–" ? -Infinity : Number(text.replace("−", "-").replace("%", ""));
      return Number.isNaN(number) ? text.toLowerCase() : number;
    };
    const order = (a, b) => typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1;
    const rows = [...body.rows].sort((a, b) => (up ? 1 : -1) * order(value(a), value(b)));
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  });
}
