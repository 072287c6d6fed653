// What stands around the map: filters, legend, profile, totals.
const LONG = 12;       // from so many values on a list can be narrowed by typing
const LISTED = 200;    // so many values of a field are listed at once

function swatch(style) {
  const node = svgElement("svg", { viewBox: "-.5 -.5 1 1", "aria-hidden": "true" });
  const path = svgElement("path", { d: shapeOf(style) });
  path.style.fill = `var(${colourOf(style)})`;
  node.append(path);
  return node;
}

function drawLegend() {
  $("legend").replaceChildren(...legend.map(([style, text, people]) =>
    make("li", {}, swatch(style), `${text} `, make("span", { className: "n" }, number(people)))));
}

function makeFilters() {
  const wide = matchMedia("(min-width: 62rem)").matches; // beneath each other, open filters would hide the map
  for (const field of fields) {
    if (!field.values.length) continue;
    const list = make("ul", { className: "values" });
    const more = make("p", { className: "more" });
    const parts = [make("summary", {}, field.label)];
    field.wanted = "";
    if (field.values.length > LONG) {
      const narrow = make("input", { type: "search", className: "narrow", placeholder: "Narrow the list", "aria-label": `Narrow the list: ${field.label}` });
      narrow.addEventListener("input", () => { field.wanted = plain(narrow.value); drawFilter(field); });
      parts.push(narrow);
    }
    field.nodes = { box: make("details", { open: wide && field.key !== "organization" && field.values.length <= LONG }, ...parts, list, more), list, more };
    field.nodes.box.addEventListener("toggle", () => drawFilter(field));
    $("filters").append(field.nodes.box);
  }
}

function drawFilter(field) {
  if (!field.nodes || !field.nodes.box.open) return;
  const numbers = numbersOf(field), wanted = state.filters.get(field.key) || new Set();
  const found = field.values.map((_, value) => value).filter((value) => plain(field.values[value]).includes(field.wanted));
  const first = found.slice(0, LISTED).concat(found.slice(LISTED).filter((value) => wanted.has(value)));
  const active = document.activeElement, focused = active && active.closest && active.closest("ul") === field.nodes.list ? active.value : null;
  field.nodes.list.replaceChildren(...first.map((value) => {
    const box = make("input", { type: "checkbox", checked: wanted.has(value), value: String(value) });
    box.addEventListener("change", () => setFilter(field, value, box.checked));
    return make("li", {}, make("label", {}, box, make("span", {}, field.values[value]), make("span", { className: "n" }, number(numbers[value]))));
  }));
  if (focused !== null) field.nodes.list.querySelector(`input[value="${focused}"]`)?.focus();
  field.nodes.more.textContent = found.length > LISTED ? `${number(found.length - LISTED)} more: please narrow the list.` : "";
}

function setFilter(field, value, on) {
  const wanted = state.filters.get(field.key) || new Set();
  if (on) wanted.add(value); else wanted.delete(value);
  if (wanted.size) state.filters.set(field.key, wanted); else state.filters.delete(field.key);
  update();
}

// ---------------------------------------------------------------- profile

function entry(list, name, ...content) {
  list.append(make("dt", {}, name), make("dd", {}, ...content));
}

function drawProfile() {
  const panel = $("profile"), person = state.person;
  kin = new Set();
  panel.hidden = person < 0;
  if (person < 0) { panel.replaceChildren(); return; }
  const close = make("button", { type: "button", className: "close", "aria-label": "Close the profile" }, "Close");
  close.addEventListener("click", closeProfile);
  const list = make("dl");
  const first = fieldOf("organization");
  for (const field of [first, ...fields.filter((one) => one !== first)]) {
    const texts = textsOf(field, person);
    if (texts.length) entry(list, field.label, texts.join(", "));
    if (field === first) contact(list, person);
  }
  for (const [name, values] of extraOf(person)) entry(list, name, values.join(", "));
  panel.replaceChildren(close, make("h2", { id: "profile-name", tabIndex: -1 }, data.people.labels[person]), list, ...tiesPart(person), ...kinPart(person), ...measurePart(person));
}

function contact(list, person) {
  const address = data.people.emails && data.people.emails[person];
  if (address) entry(list, "E-mail", make("a", { href: `mailto:${encodeURIComponent(address).replace("%40", "@")}` }, address));
}

function personButton(person) {
  const button = make("button", { type: "button" }, data.people.labels[person]);
  button.addEventListener("click", () => openProfile(person));
  return button;
}

// The connections between people that the list itself holds.
function tiesPart(person) {
  const found = data.people.ties.filter(([one, other]) => one === person || other === person);
  if (!found.length) return [];
  const rows = found.map(([one, other, what]) => make("li", {}, personButton(one === person ? other : one), what ? ` (${what})` : ""));
  return [make("h3", {}, `Connected to: ${number(found.length)}`), make("ul", {}, ...rows)];
}

function kinPart(person) {
  const found = kinOf(person);
  kin = new Set(found.map(([other]) => other));
  const heading = make("h3", {}, `Shares two categories or more: ${number(found.length)}`);
  const list = make("ul");
  const row = ([other, common]) =>
    make("li", {}, personButton(other), ` (${common.map((value) => fieldOf("category").values[value]).join(", ")})`);
  list.append(...found.slice(0, 20).map(row));
  if (found.length <= 20) return [heading, list];
  const all = make("button", { type: "button" }, found.length > 500 ? "Show 500" : "Show all");
  all.addEventListener("click", () => { list.append(...found.slice(20, 500).map(row)); all.remove(); });
  return [heading, list, all];
}

function measurePart(person) {
  if (!data.measures.length) return [];
  const list = make("dl");
  data.measures.forEach(({ name, meaning, estimated }, at) => {
    const value = data.people.measures[at][person];
    entry(list, name, String(value), make("small", {}, estimated ? `${meaning} (${estimated})` : meaning));
  });
  const alone = data.isolated.includes(person) ? [make("p", {}, "Nothing connects this person to another member.")] : [];
  return [make("h3", {}, "In the network"), ...alone, list];
}

function openProfile(person, focus = true) {
  state.person = cursor = person;
  drawProfile();
  if (state.view === "map") bringIntoView(person);
  redraw();
  keepLink();
  if (focus) $("profile-name").focus();
}

function closeProfile() {
  if (state.person < 0) return;
  const person = state.person;
  state.person = -1;
  drawProfile();
  redraw();
  keepLink();
  if (state.view === "table") (document.querySelector(`#table-body button[value="${person}"]`) || $("people-table")).focus();
  else map.focus();
}

// ---------------------------------------------------------------- totals

function drawTotals() {
  const few = "too few to tell";
  $("totals-body").replaceChildren(...data.totals.map(({ label, rows, elsewhere }) => {
    const body = make("tbody");
    for (const [value, named, others] of rows)
      body.append(make("tr", {}, make("th", { scope: "row" }, value), make("td", { className: "n" }, number(named)), make("td", { className: "n" }, others === null ? few : number(others))));
    if (elsewhere) body.append(make("tr", {}, make("th", { scope: "row" }, "put together"), make("td"), make("td", { className: "n" }, number(elsewhere))));
    const head = make("tr", {}, make("th", { scope: "col" }, label), make("th", { scope: "col", className: "n" }, "named"), make("th", { scope: "col", className: "n" }, "others"));
    return make("table", {}, make("caption", {}, label), make("thead", {}, head), body);
  }), ...findings());
}

// What nobody works on, and whom nothing connects, among those who are named.
function findings() {
  const found = make("div", { className: "findings" });
  if (data.empty.length) found.append(make("h3", {}, "Categories without members on this map"), make("ul", {}, ...data.empty.map((name) => make("li", {}, name))));
  const alone = data.isolated.slice(0, LISTED).map((person) => make("li", {}, personButton(person)));
  if (alone.length) found.append(make("h3", {}, `Isolated members: ${number(data.isolated.length)}`), make("ul", {}, ...alone));
  return found.children.length ? [found] : [];
}
