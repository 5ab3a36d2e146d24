"use strict";
for (const table of document.querySelectorAll("table[data-sorts]")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      const isNumber = head.classList.contains("number");
      const value = row => isNumber ? Number(row.cells[column].textContent || -1) : row.cells[column].textContent;
      const rows = [...table.tBodies[0].rows];
      rows.sort((left, right) => {
        const [first, second] = [value(left), value(right)];
        return direction * (first < second ? -1 : first > second ? 1 : 0);
      });
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      table.tBodies[0].append(...rows);
    });
  });
}
