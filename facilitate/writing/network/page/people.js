// The people of the page, what is asked of them (search, filters), and the state that a link carries.
const data = JSON.parse(document.getElementById("data").textContent);
const fields = data.fields;
const total = data.people.labels.length;
const byId = new Map(data.people.ids.map((id, index) => [id, index]));
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const $ = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// The values of a person in a field, as positions in field.values.
const valuesOf = (field, person) => {
  const found = data.people.values[field.at][person];
  return Array.isArray(found) ? found : found < 0 ? [] : [found];
};
const textsOf = (field, person) => valuesOf(field, person).map((value) => field.values[value]);
fields.forEach((field, at) => { field.at = at; });
const fieldOf = (key) => fields.find((field) => field.key === key);

const extraOf = (person) => data.people.extra[person] || [];
const haystack = []; // made when somebody searches for the first time
function searchable(person) {
  return haystack[person] ??= plain([data.people.labels[person], data.people.emails ? data.people.emails[person] : "",
    ...fields.flatMap((field) => textsOf(field, person)), ...extraOf(person).flatMap(([, values]) => values)].join("\n"));
}

const state = { view: "map", group: "", colour: "", q: "", filters: new Map(), person: -1, page: 0, sort: "name", down: false };
let shown = [];             // the people who pass search and filters, in the order of their names
let visible = new Uint8Array(total);
let matches = new Uint8Array(total);   // who passes the search, whatever the filters

function passes(person, without) {
  for (const [key, wanted] of state.filters) {
    if (key === without) continue;
    const found = data.people.values[fieldOf(key).at][person];
    if (Array.isArray(found) ? !found.some((value) => wanted.has(value)) : !wanted.has(found)) return false;
  }
  return true;
}

function select() {
  const words = plain(state.q).split(/\s+/).filter(Boolean);
  shown = [];
  visible = new Uint8Array(total);
  for (let person = 0; person < total; person++) {
    matches[person] = words.every((word) => searchable(person).includes(word));
    if (matches[person] && passes(person)) {
      visible[person] = 1;
      shown.push(person);
    }
  }
}

// How many people each value of a field would show, given the search and the other fields' filters.
function numbersOf(field) {
  const numbers = new Uint32Array(field.values.length);
  for (let person = 0; person < total; person++) {
    if (!matches[person] || !passes(person, field.key)) continue;
    for (const value of valuesOf(field, person)) numbers[value]++;
  }
  return numbers;
}

// People who share at least two categories with a person, those who share most first.
function kinOf(person) {
  const field = fieldOf("category");
  const mine = new Set(valuesOf(field, person));
  if (mine.size < 2) return [];
  const found = [];
  for (let other = 0; other < total; other++) {
    if (other === person) continue;
    const common = valuesOf(field, other).filter((value) => mine.has(value));
    if (common.length > 1) found.push([other, common]);
  }
  return found.sort((one, two) => two[1].length - one[1].length || one[0] - two[0]);
}

function readLink() {
  const found = new URLSearchParams(location.hash.slice(1));
  state.view = found.get("view") === "table" ? "table" : "map";
  state.group = data.layouts[found.get("group")] ? found.get("group") : data.start.group;
  state.colour = fieldOf(found.get("colour")) ? found.get("colour") : data.start.colour;
  state.q = found.get("q") || "";
  state.sort = columns.some((column) => column.key === found.get("sort")) ? found.get("sort") : "name";
  state.down = found.has("down");
  state.person = byId.has(found.get("person")) ? byId.get(found.get("person")) : -1;
  state.filters = new Map();
  for (const field of fields) {
    const wanted = found.getAll(field.key).map((value) => field.values.indexOf(value)).filter((value) => value >= 0);
    if (wanted.length) state.filters.set(field.key, new Set(wanted));
  }
}

function link() {
  const parts = new URLSearchParams();
  if (state.view !== "map") parts.set("view", state.view);
  if (state.group !== data.start.group) parts.set("group", state.group);
  if (state.colour !== data.start.colour) parts.set("colour", state.colour);
  if (state.q) parts.set("q", state.q);
  if (state.sort !== "name") parts.set("sort", state.sort);
  if (state.down) parts.set("down", "1");
  for (const [key, wanted] of state.filters) for (const value of wanted) parts.append(key, fieldOf(key).values[value]);
  if (state.person >= 0) parts.set("person", data.people.ids[state.person]);
  return parts.toString();
}

function keepLink() {
  const wanted = link();
  if (location.hash.slice(1) !== wanted) history.replaceState(null, "", wanted ? `#${wanted}` : location.pathname + location.search);
}
