// The same people as a table: the accessible twin of the map.
const ROWS = 100;
const columns = [
  { key: "name", label: "Name" },
  ...["organization", "region", "country", "language", "category"].map((key) => ({ key, label: fieldOf(key).label })),
  ...(data.people.emails ? [{ key: "email", label: "E-mail" }] : []),
];

function textIn(key, person) {
  if (key === "name") return data.people.labels[person];
  if (key === "email") return data.people.emails[person];
  return textsOf(fieldOf(key), person).join(", ");
}

function makeTable() {
  $("table-head").replaceChildren(...columns.map((column) => {
    const button = make("button", { type: "button" }, column.label);
    button.addEventListener("click", () => {
      state.down = state.sort === column.key && !state.down;
      state.sort = column.key;
      state.page = 0;
      drawTable();
      keepLink();
    });
    return (column.node = make("th", { scope: "col" }, button));
  }));
  $("page-before").addEventListener("click", () => turn(-1));
  $("page-after").addEventListener("click", () => turn(1));
}

function turn(by) {
  state.page += by;
  drawTable();
  $("people-table").scrollTop = 0;
}

function sorted() {
  if (state.sort === "name") return state.down ? [...shown].reverse() : shown;
  const texts = new Map(shown.map((person) => [person, textIn(state.sort, person)]));
  const compare = new Intl.Collator("en", { sensitivity: "base" }).compare;
  const way = state.down ? -1 : 1;
  // who has no value comes last either way
  return [...shown].sort((one, two) => (texts.get(one) === "") - (texts.get(two) === "") || way * compare(texts.get(one), texts.get(two)) || one - two);
}

function drawTable(everyone = false) {
  const ordered = sorted(), pages = Math.max(1, Math.ceil(ordered.length / ROWS));
  state.page = Math.min(Math.max(state.page, 0), pages - 1);
  const part = everyone ? ordered : ordered.slice(state.page * ROWS, (state.page + 1) * ROWS);
  $("table-body").replaceChildren(...part.map(row));
  for (const { key, node } of columns) node.setAttribute("aria-sort", key !== state.sort ? "none" : state.down ? "descending" : "ascending");
  $("page-label").textContent = `Page ${number(state.page + 1)} of ${number(pages)}`;
  $("page-before").disabled = state.page === 0;
  $("page-after").disabled = state.page === pages - 1;
}

function row(person) {
  return make("tr", {}, ...columns.map(({ key }) => {
    if (key !== "name") return make("td", {}, textIn(key, person));
    const button = make("button", { type: "button", value: String(person) }, data.people.labels[person]);
    button.addEventListener("click", () => openProfile(person));
    return make("th", { scope: "row" }, button);
  }));
}
