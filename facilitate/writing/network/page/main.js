// Wiring: what a person does with mouse, touch and keys.
function update() {
  select();
  styleEveryone();
  paintEveryone();
  drawLegend();
  for (const field of fields) drawFilter(field);
  if (cursor >= 0 && !visible[cursor]) cursor = -1;
  hover = -1;
  if (state.view === "table") drawTable();
  const people = total === 1 ? "person" : "people";
  $("status").textContent = shown.length === total ? `${number(total)} ${people}` : `${number(shown.length)} of ${number(total)} ${people}`;
  $("clear").hidden = !state.filters.size && !state.q;
  redraw();
  keepLink();
}

function show(view) {
  state.view = view;
  $("map-view").hidden = view !== "map";
  $("table-view").hidden = view !== "table";
  $("view-map").setAttribute("aria-pressed", view === "map");
  $("view-table").setAttribute("aria-pressed", view === "table");
  if (view === "table") drawTable(); else fit();
  keepLink();
}

function applyLink() {
  readLink();
  $("search").value = state.q;
  $("group").value = state.group;
  $("colour").value = state.colour;
  placeEveryone();
  update();
  cursor = state.person;
  drawProfile();
  show(state.view);
}

function announce(person) {
  const values = textsOf(fieldOf(state.group), person).join(", ");
  const organisation = state.group === "organization" ? "" : textsOf(fieldOf("organization"), person).join(", ");
  const place = shown.indexOf(person) + 1;
  $("announce").textContent = [data.people.labels[person], organisation, values, `${place} of ${shown.length}`].filter(Boolean).join(", ");
}

function go(person) {
  if (person < 0) return;
  cursor = person;
  bringIntoView(person);
  drawMarks();
  drawNow();
  announce(person);
}

// The nearest person in a direction; what lies aside counts as twice as far.
function neighbour(dx, dy) {
  if (cursor < 0) return shown.length ? shown[0] : -1;
  let best = -1, near = Infinity;
  for (const person of shown) {
    const x = layout.x[person] - layout.x[cursor], y = layout.y[person] - layout.y[cursor];
    const along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0.01 || aside > along * 1.8) continue;
    const far = along + 2 * aside;
    if (far < near) { near = far; best = person; }
  }
  return best;
}

// The one before or after in the order of the names: so everyone can be reached, wherever they stand.
function following(by) {
  const place = shown.indexOf(cursor);
  return shown.length ? shown[place < 0 ? 0 : Math.min(Math.max(place + by, 0), shown.length - 1)] : -1;
}

const KEYS = {
  PageDown: () => go(following(1)), PageUp: () => go(following(-1)),
  ArrowLeft: () => go(neighbour(-1, 0)), ArrowRight: () => go(neighbour(1, 0)),
  ArrowUp: () => go(neighbour(0, -1)), ArrowDown: () => go(neighbour(0, 1)),
  Home: () => go(shown.length ? shown[0] : -1), End: () => go(shown.length ? shown[shown.length - 1] : -1),
  Enter: () => { if (cursor >= 0) openProfile(cursor); }, " ": () => { if (cursor >= 0) openProfile(cursor); },
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit,
};

function wireMap() {
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  map.addEventListener("focus", () => { if (cursor >= 0) announce(cursor); });
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = map.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  const fingers = new Map();
  let moved = 0;
  map.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    map.setPointerCapture(event.pointerId);
    moved = 0;
  });
  map.addEventListener("pointermove", (event) => {
    const box = map.getBoundingClientRect();
    if (!fingers.has(event.pointerId)) {
      const person = personAt(event.clientX - box.left, event.clientY - box.top);
      if (person !== hover) { hover = person; map.style.cursor = person < 0 ? "" : "pointer"; drawNow(); }
      return;
    }
    const before = [...fingers.values()].map((spot) => [...spot]), last = fingers.get(event.pointerId);
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved += Math.abs(dx) + Math.abs(dy);
    const after = [...fingers.values()];
    if (after.length === 2) {
      const apart = (spots) => Math.hypot(spots[0][0] - spots[1][0], spots[0][1] - spots[1][1]);
      zoom(apart(after) / Math.max(apart(before), 1), (after[0][0] + after[1][0]) / 2 - box.left, (after[0][1] + after[1][1]) / 2 - box.top);
    } else { view.x += dx; view.y += dy; move(); }
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId) || moved > 5 || event.type === "pointercancel") return;
    const box = map.getBoundingClientRect(), person = personAt(event.clientX - box.left, event.clientY - box.top);
    if (person >= 0) openProfile(person, false);
  };
  map.addEventListener("pointerup", lift);
  map.addEventListener("pointercancel", lift);
  new ResizeObserver(() => { if (state.view === "map") resized(); }).observe(map);
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("theme").textContent = dark ? "Light" : "Dark";
  redraw();
}

// Everyone in the table, and the map in the size that it has on paper: drawn at once, for printing does not wait.
function beforePrint() {
  drawTable(true);
  map.classList.add("on-paper");
  if (state.view === "map") { fit(); drawWholly(); }
}

function afterPrint() {
  map.classList.remove("on-paper");
  drawTable();
  if (state.view === "map") fit();
}

async function copyLink() {
  keepLink();
  try { await navigator.clipboard.writeText(location.href); $("status").textContent = "The link to this view is copied."; }
  catch { $("status").textContent = "The link to this view stands in the address bar."; }
}

function start() {
  for (const field of fields) {
    if (data.layouts[field.key]) $("group").append(make("option", { value: field.key }, field.label));
    if (field.values.length) $("colour").append(make("option", { value: field.key }, field.label));
  }
  $("colour").parentElement.hidden = !$("colour").length;
  $("filters").hidden = !$("colour").length;
  startDrawing();
  makeFilters();
  makeTable();
  drawTotals();
  wireMap();
  let typing = 0;
  $("search").addEventListener("input", () => {
    state.q = $("search").value;
    state.page = 0;
    clearTimeout(typing);
    typing = setTimeout(update, total > 5000 ? 150 : 0);
  });
  $("group").addEventListener("change", () => { state.group = $("group").value; placeEveryone(); fit(); keepLink(); });
  $("colour").addEventListener("change", () => { state.colour = $("colour").value; update(); });
  $("clear").addEventListener("click", () => { state.filters.clear(); state.q = $("search").value = ""; update(); $("search").focus(); });
  $("view-map").addEventListener("click", () => show("map"));
  $("view-table").addEventListener("click", () => show("table"));
  $("skip").addEventListener("click", (event) => { event.preventDefault(); show("table"); $("people-table").focus(); });
  $("zoom-in").addEventListener("click", () => zoom(1.3));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  $("zoom-fit").addEventListener("click", fit);
  $("copy").addEventListener("click", copyLink);
  $("print").addEventListener("click", () => print());
  $("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
  addEventListener("keydown", (event) => { if (event.key === "Escape") closeProfile(); });
  addEventListener("hashchange", applyLink);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  setTheme(dark.matches);
  dark.addEventListener("change", () => setTheme(dark.matches));
  applyLink();
}

start();
