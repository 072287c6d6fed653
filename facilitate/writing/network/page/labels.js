// What is written on the map: names of groups, names of people where there is room, marks around the chosen ones.
const LINE = 14, EDGE = 3;
const FONTS = { group: "600 12.5px system-ui, sans-serif", name: "400 11.5px system-ui, sans-serif", now: "700 13px system-ui, sans-serif" };
const NAMES_FROM = 11;   // pixels a dot, from which there is room for people's names
const MOST_NAMES = 400;
const MOST_LABELS = 40;  // up to so many groups the layout has room for each label
const MOST_TRIES = 400;

const labelPicture = svgElement("svg", { class: "labels", "aria-hidden": "true", focusable: "false" });
const groupLabels = svgElement("g", {}), nameLabels = svgElement("g", {}), nowLabels = svgElement("g", {});
labelPicture.append(nameLabels, groupLabels, nowLabels);
let kin = new Set(), hover = -1, cursor = -1;
let written = [];   // the groups' labels on the screen: their node, and where it stands

// How wide a text is, in the font that this computer has; measured once each.
const ruler = document.createElement("canvas").getContext("2d"), widths = { group: new Map(), name: new Map(), now: new Map() };
function widthOf(text, kind) {
  let wide = widths[kind].get(text);
  if (wide === undefined) {
    ruler.font = FONTS[kind];
    widths[kind].set(text, wide = ruler.measureText(text).width + 4);
  }
  return wide;
}

function textNode(lines, kind) {
  const node = svgElement("text", { class: kind });
  lines.forEach((line, at) => {
    const part = svgElement("tspan", at ? { x: 0, dy: LINE } : {});
    part.textContent = line;
    node.append(part);
  });
  return node;
}

const stand = (node, x, y) => node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
const largestFirst = () => (layout.sorted ??= [...layout.labels].sort((one, two) => two[6] - one[6]));
const widest = (lines) => Math.max(...lines.map((line) => widthOf(line, "group")));

// The middle of a group's label. One that would be cut off at the map's edge moves inwards as long as its group shows,
// and from beside its disc to below it.
function middleOf([value, lines, x, y, dx, dy]) {
  const wide = widest(lines), tall = LINE * lines.length;
  const px = x * view.k + view.x, py = y * view.k + view.y;
  let cx = px + dx * wide / 2, cy = py + dy * tall / 2;
  if (px > 0 && px < size.width && py > 0 && py < size.height) {
    const before = cx;
    cx = Math.min(Math.max(cx, wide / 2 + EDGE), Math.max(size.width - wide / 2 - EDGE, wide / 2 + EDGE));
    if (!dy && cx !== before) cy += Math.abs(x - layout.hubs[value][0]) * view.k + tall / 2;
    cy = Math.min(Math.max(cy, tall / 2 + EDGE), size.height - tall / 2 - EDGE);
  }
  return [cx, cy, wide, tall];
}

// As many labels as do not overlap, the largest groups' first. Among very many groups none covers another group.
function drawLabels() {
  const boxes = [], crowded = layout.labels.length > MOST_LABELS;
  let tries = MOST_TRIES;
  const free = (box) => !boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  written = [];
  for (const label of largestFirst()) {
    const [cx, cy, wide, tall] = middleOf(label);
    const box = [cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2];
    if (box[2] < 0 || box[0] > size.width || box[3] < 0 || box[1] > size.height) continue;
    if (crowded && tries-- <= 0) break;
    if (!free(box) || crowded && onDisc(box)) continue;
    boxes.push(box);
    const node = textNode(label[1], "group");
    stand(node, cx, cy - tall / 2 + 11);
    written.push([label, node]);
  }
  groupLabels.replaceChildren(...written.map(([, node]) => node));
  nameLabels.replaceChildren(...(view.k > NAMES_FROM ? names(boxes, free) : []));
}

function onDisc([left, top, right, bottom]) {
  return discs.some(([x, y, radius]) => {
    const px = x * view.k + view.x, py = y * view.k + view.y, reach = radius * view.k;
    const dx = px - Math.min(Math.max(px, left), right), dy = py - Math.min(Math.max(py, top), bottom);
    return dx * dx + dy * dy < reach * reach;
  });
}

// Names beside their dots where they are whole and cover neither a label nor another dot.
function names(boxes, free) {
  const near = shown.filter((person) => {
    const [x, y] = labelSpot(person);
    return x > 0 && x < size.width && y > 0 && y < size.height;
  });
  if (near.length > MOST_NAMES) return [];
  const half = view.k * 0.45, nodes = [];
  for (const person of near) {
    const x = layout.x[person] * view.k + view.x, y = layout.y[person] * view.k + view.y;
    boxes.push([x - half, y - half, x + half, y + half]);
  }
  for (const person of near) {
    const [x, y] = labelSpot(person), wide = widthOf(data.people.labels[person], "name");
    for (const left of [x, x - 2 * (x - layout.x[person] * view.k - view.x) - wide]) {
      const box = [left, y - 11, left + wide, y + 3];
      if (box[0] < 0 || box[2] > size.width || !free(box)) continue;
      boxes.push(box);
      const node = textNode([data.people.labels[person]], "name");
      stand(node, left, y);
      nodes.push(node);
      break;
    }
  }
  return nodes;
}

const labelSpot = (person) => [layout.x[person] * view.k + view.x + Math.max(6, view.k * 0.6), layout.y[person] * view.k + view.y + 4];

// While the map moves: the groups' labels go along, and the names of people wait until it rests.
function moveLabels() {
  for (const [label, node] of written) {
    const [cx, cy, , tall] = middleOf(label);
    stand(node, cx, cy - tall / 2 + 11);
  }
  if (nameLabels.firstChild) nameLabels.replaceChildren();
}

// The name of the person under the mouse or the cursor of the keys, whole wherever it stands.
function drawNow() {
  nowLabels.replaceChildren(...[...new Set([cursor, hover])].filter((person) => person >= 0).map((person) => {
    const node = textNode([data.people.labels[person]], "now"), [x, y] = labelSpot(person);
    const room = size.width - widthOf(data.people.labels[person], "now") - EDGE;
    stand(node, Math.max(Math.min(x, room), EDGE), y);
    return node;
  }));
}

function drawMarks() {
  const nodes = [];
  const mark = (person, kind, radius) => nodes.push(svgElement("circle", { class: kind, cx: layout.x[person], cy: layout.y[person], r: radius }));
  for (const other of kin) if (visible[other]) mark(other, "kin", 0.62);
  if (state.person >= 0) mark(state.person, "cursor", 0.75);
  if (cursor >= 0 && cursor !== state.person) mark(cursor, "cursor", 0.75);
  if (state.person >= 0) lines(state.person, nodes);
  marks.replaceChildren(...nodes);
}

// From the chosen person to each of the values that the map is grouped by, and to whom the list connects them.
function lines(person, nodes) {
  for (const [one, other] of data.people.ties) {
    if (one !== person && other !== person) continue;
    nodes.unshift(svgElement("line", { class: "tie", x1: layout.x[one], y1: layout.y[one], x2: layout.x[other], y2: layout.y[other] }));
  }
  for (const value of textsOf(fieldOf(state.group), person)) {
    const hub = layout.hubs[value];
    if (hub) nodes.unshift(svgElement("line", { class: "cursor", x1: layout.x[person], y1: layout.y[person], x2: hub[0], y2: hub[1], "stroke-dasharray": "4 3" }));
  }
}
