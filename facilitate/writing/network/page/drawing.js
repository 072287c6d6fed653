// The map: dots, groups, labels. SVG up to some thousands of people, above that a canvas.
const NS = "http://www.w3.org/2000/svg";
const MANY = 3000;
const canvasUsed = total > MANY;
const map = $("map");
const SHAPES = [ // paths around (0, 0) within a circle of diameter 1; each colour has a shape of its own
  "M-.43 0A.43.43 0 1 0 .43 0A.43.43 0 1 0 -.43 0Z", "M-.38 -.38H.38V.38H-.38Z", "M0 -.48L.46 .34H-.46Z",
  "M0 -.5L.5 0L0 .5L-.5 0Z", "M0 .48L.46 -.34H-.46Z", "M-.15 -.46H.15V-.15H.46V.15H.15V.46H-.15V.15H-.46V-.15H-.15Z",
  "M-.46 0L-.23 -.4H.23L.46 0L.23 .4H-.23Z", "M-.42 -.42L0 -.15L.42 -.42L.15 0L.42 .42L0 .15L-.42 .42L-.15 0Z",
];
const RING = "M-.43 0A.43.43 0 1 0 .43 0A.43.43 0 1 0 -.43 0ZM-.2 0A.2.2 0 1 1 .2 0A.2.2 0 1 1 -.2 0Z";
const SEVERAL = 8, OTHER = 9;
const shapeOf = (style) => style < 8 ? SHAPES[style] : style === SEVERAL ? RING : SHAPES[0];
const colourOf = (style) => style < 8 ? `--c${style}` : style === SEVERAL ? "--several" : "--other";

const layouts = {};
function layoutOf(key) {
  if (layouts[key]) return layouts[key];
  const packed = data.layouts[key];
  const bytes = Uint8Array.from(atob(packed.xy), (letter) => letter.charCodeAt(0));
  const whole = new Int16Array(bytes.buffer);
  const x = new Float32Array(total), y = new Float32Array(total);
  for (let person = 0; person < total; person++) {
    x[person] = whole[2 * person] * packed.unit;
    y[person] = whole[2 * person + 1] * packed.unit;
  }
  return (layouts[key] = { ...packed, x, y });
}

const view = { x: 0, y: 0, k: 1 };   // screen = map * k + (x, y)
let size = { width: 800, height: 500 };
let layout, styles = new Uint8Array(total), legend = [], kin = new Set(), hover = -1, cursor = -1;

function styleEveryone() {
  const field = fieldOf(state.colour);
  const frequent = field.values.map((_, value) => value).sort((one, two) => field.counts[two] - field.counts[one] || one - two);
  const coloured = new Map(frequent.slice(0, 8).sort((one, two) => one - two).map((value, at) => [value, at]));
  const numbers = new Uint32Array(10);
  for (let person = 0; person < total; person++) {
    const values = valuesOf(field, person);
    styles[person] = values.length > 1 ? SEVERAL : coloured.has(values[0]) ? coloured.get(values[0]) : OTHER;
    if (visible[person]) numbers[styles[person]]++;
  }
  legend = [...coloured].map(([value, style]) => [style, field.values[value], numbers[style]]);
  legend.push([SEVERAL, "several of them", numbers[SEVERAL]], [OTHER, field.values.length > 8 ? "another one, or none" : "none", numbers[OTHER]]);
  legend = legend.filter(([, , people]) => people);
}

// ---------------------------------------------------------------- SVG and canvas, the same five verbs each

const svgElement = (tag, properties) => {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(properties)) node.setAttribute(name, value);
  return node;
};

const svg = svgElement("svg", { "aria-hidden": "true", focusable: "false" });
const scene = svgElement("g", {}), links = svgElement("g", {}), hulls = svgElement("g", {}), dots = svgElement("g", {});
const marks = svgElement("g", {}), labels = svgElement("g", {});
scene.append(links, hulls, dots, marks);
let dotNodes = [];
let canvas, brush, paths, cache;

function startDrawing() {
  map.append(svg);
  if (canvasUsed) {
    canvas = make("canvas", { "aria-hidden": "true" });
    map.prepend(canvas);
    brush = canvas.getContext("2d");
    paths = [...SHAPES, RING, SHAPES[0]].map((shape) => new Path2D(shape));
    scene.replaceChildren(marks);
  } else {
    for (let person = 0; person < total; person++) dotNodes.push(svgElement("path", { class: "dot", "data-person": person }));
    dots.append(...dotNodes);
  }
  svg.append(scene, labels);
}

// A circle around each group, and lines from a group of people with several values to each of them.
function backdrop() {
  return {
    hulls: [...layout.groups.map(([, x, y, radius]) => [x, y, radius]), ...Object.values(layout.hubs).map(([x, y]) => [x, y, 0.3])],
    links: layout.groups.flatMap(([values, x, y, , people]) => values.length < 2 ? [] :
      values.map((value) => [x, y, ...layout.hubs[value], Math.min(6, 0.6 + Math.sqrt(people) / 3)])),
  };
}

let back = { hulls: [], links: [] };
function placeEveryone() {
  layout = layoutOf(state.group);
  back = backdrop();
  if (canvasUsed) return;
  links.replaceChildren(...back.links.map(([x1, y1, x2, y2, wide]) =>
    svgElement("line", { class: "link", x1, y1, x2, y2, "stroke-width": wide })));
  hulls.replaceChildren(...back.hulls.map(([cx, cy, r]) => svgElement("circle", { class: "hull", cx, cy, r })));
  for (let person = 0; person < total; person++)
    dotNodes[person].setAttribute("transform", `translate(${layout.x[person].toFixed(2)} ${layout.y[person].toFixed(2)})`);
}

function paintEveryone() {
  if (canvasUsed) { cache = null; return; }
  for (let person = 0; person < total; person++) {
    const node = dotNodes[person], style = styles[person];
    node.setAttribute("d", shapeOf(style));
    node.setAttribute("class", visible[person] ? "dot" : "dot off");
    node.style.fill = visible[person] ? `var(${colourOf(style)})` : "";
  }
}

const colours = () => {
  const found = getComputedStyle(document.documentElement);
  return (name) => found.getPropertyValue(name).trim();
};

// Everything at the present zoom, drawn once; while the map moves, the picture is moved along and drawn anew at the end.
function drawCanvas(quick) {
  const ratio = Math.min(devicePixelRatio || 1, 2), width = Math.round(size.width * ratio), height = Math.round(size.height * ratio);
  if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; cache = null; }
  if (quick && cache && total > 12000) {
    const zoom = view.k / cache.k;
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, width, height);
    brush.drawImage(cache.picture, (view.x - cache.x * zoom) * ratio, (view.y - cache.y * zoom) * ratio, width * zoom, height * zoom);
    return;
  }
  const colour = colours();
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.clearRect(0, 0, width, height);
  brush.setTransform(view.k * ratio, 0, 0, view.k * ratio, view.x * ratio, view.y * ratio);
  brush.strokeStyle = colour("--line");
  brush.globalAlpha = 0.35;
  for (const [x1, y1, x2, y2, wide] of back.links) {
    brush.lineWidth = wide / view.k;
    brush.beginPath(); brush.moveTo(x1, y1); brush.lineTo(x2, y2); brush.stroke();
  }
  brush.globalAlpha = 1;
  brush.fillStyle = colour("--panel"); brush.strokeStyle = colour("--rule"); brush.lineWidth = 1 / view.k;
  brush.beginPath();
  for (const [x, y, radius] of back.hulls) { brush.moveTo(x + radius, y); brush.arc(x, y, radius, 0, 7); }
  brush.fill();
  if (view.k > 1.5) brush.stroke();
  drawDots(colour);
  if (total > 12000) {
    const picture = document.createElement("canvas");
    picture.width = width; picture.height = height;
    picture.getContext("2d").drawImage(canvas, 0, 0);
    cache = { picture, x: view.x, y: view.y, k: view.k };
  }
}

function drawDots(colour) {
  const [left, top] = [-view.x / view.k - 1, -view.y / view.k - 1];
  const [right, bottom] = [(size.width - view.x) / view.k + 1, (size.height - view.y) / view.k + 1];
  const buckets = Array.from({ length: 11 }, () => []);
  for (let person = 0; person < total; person++) {
    const x = layout.x[person], y = layout.y[person];
    if (x > left && x < right && y > top && y < bottom) buckets[visible[person] ? styles[person] : 10].push(person);
  }
  for (const style of [10, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8]) {
    if (!buckets[style].length) continue;
    brush.fillStyle = colour(style === 10 ? "--faint" : colourOf(style));
    if (view.k < 5) { // too small for shapes
      const side = Math.max(0.8, 1 / view.k);
      for (const person of buckets[style]) brush.fillRect(layout.x[person] - side / 2, layout.y[person] - side / 2, side, side);
      continue;
    }
    const all = new Path2D();
    for (const person of buckets[style]) all.addPath(paths[Math.min(style, 9)], new DOMMatrix([1, 0, 0, 1, layout.x[person], layout.y[person]]));
    brush.fill(all);
  }
}

// ---------------------------------------------------------------- labels: as many as do not overlap

const LINE = 14, GROUP_LETTER = 7.1, NAME_LETTER = 6.3;

function drawLabels(quick) {
  const boxes = [], nodes = [];
  const outside = (box) => box[2] < 0 || box[0] > size.width || box[3] < 0 || box[1] > size.height;
  const free = (box) => !boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  const write = (lines, x, y, kind) => {
    const node = svgElement("text", { x: x.toFixed(1), y: y.toFixed(1), class: kind });
    lines.forEach((line, at) => {
      const part = at ? svgElement("tspan", { x: x.toFixed(1), dy: LINE }) : svgElement("tspan", {});
      part.textContent = line;
      node.append(part);
    });
    nodes.push(node);
  };
  for (const person of new Set([cursor, hover].filter((one) => one >= 0))) {
    const [x, y] = labelSpot(person);
    boxes.push([x, y - 11, x + data.people.labels[person].length * 7, y + 3]);
    write([data.people.labels[person]], x, y, "now");
  }
  for (const [, lines, x, y, dx, dy] of largestFirst()) {
    const wide = Math.max(...lines.map((line) => line.length)) * GROUP_LETTER, tall = LINE * lines.length;
    const cx = x * view.k + view.x + dx * wide / 2, cy = y * view.k + view.y + dy * tall / 2;
    const box = [cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2];
    if (outside(box) || !free(box)) continue;
    boxes.push(box);
    write(lines, cx, cy - tall / 2 + 11, "group");
  }
  if (view.k > 11 && !quick) drawNames(boxes, outside, free, write);
  labels.replaceChildren(...nodes);
}

// Names beside their dots where they cover neither a label nor another dot.
function drawNames(boxes, outside, free, write) {
  const near = shown.filter((person) => {
    const [x, y] = labelSpot(person);
    return x > -150 && x < size.width && y > 0 && y < size.height + 10;
  });
  if (near.length > 400) return;
  const half = view.k * 0.45;
  for (const person of near) {
    const x = layout.x[person] * view.k + view.x, y = layout.y[person] * view.k + view.y;
    boxes.push([x - half, y - half, x + half, y + half]);
  }
  for (const person of near) {
    if (person === cursor || person === hover) continue;
    const [x, y] = labelSpot(person), wide = data.people.labels[person].length * NAME_LETTER;
    const sides = [[x, x + wide], [x - 2 * (x - layout.x[person] * view.k - view.x) - wide, 0]];
    for (const [left] of sides) {
      const box = [left, y - 11, left + wide, y + 3];
      if (outside(box) || !free(box)) continue;
      boxes.push(box);
      write([data.people.labels[person]], left, y, "name");
      break;
    }
  }
}

const labelSpot = (person) => [layout.x[person] * view.k + view.x + Math.max(6, view.k * 0.6), layout.y[person] * view.k + view.y + 4];
const largestFirst = () => (layout.sorted ??= [...layout.labels].sort((one, two) => two[6] - one[6]));

function drawMarks() {
  const nodes = [];
  const mark = (person, kind, radius) => nodes.push(svgElement("circle", { class: kind, cx: layout.x[person], cy: layout.y[person], r: radius }));
  for (const other of kin) if (visible[other]) mark(other, "kin", 0.62);
  if (state.person >= 0) mark(state.person, "cursor", 0.75);
  if (cursor >= 0 && cursor !== state.person) mark(cursor, "cursor", 0.75);
  if (state.person >= 0) lines(state.person, nodes);
  marks.replaceChildren(...nodes);
}

// From the chosen person to each of the values that the map is grouped by.
function lines(person, nodes) {
  for (const value of textsOf(fieldOf(state.group), person)) {
    const hub = layout.hubs[value];
    if (hub) nodes.unshift(svgElement("line", { class: "cursor", x1: layout.x[person], y1: layout.y[person], x2: hub[0], y2: hub[1], "stroke-dasharray": "4 3" }));
  }
}

let waiting = 0, settle = 0;
function redraw(quick = false) {
  if (!waiting) waiting = requestAnimationFrame(() => {
    waiting = 0;
    scene.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
    if (canvasUsed) drawCanvas(quick);
    drawMarks();
    drawLabels(quick);
  });
  if (quick) { clearTimeout(settle); settle = setTimeout(() => redraw(), 120); } // names, and the canvas, at rest again
}

// The largest scale at which all discs and, beside them, the labels of the larger groups are on the screen.
function fit() {
  size = { width: map.clientWidth || 800, height: map.clientHeight || 500 };
  svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  let [left, top, right, bottom] = layout.box, k = 40;
  for (let round = 0; round < 6; round++) {
    k = Math.min((size.width - 16) / Math.max(right - left, 1), (size.height - 16) / Math.max(bottom - top, 1), 40);
    [left, top, right, bottom] = layout.box;
    for (const [, lines, x, y, dx, dy] of largestFirst().slice(0, 40)) {
      const wide = Math.max(...lines.map((line) => line.length)) * GROUP_LETTER / k, tall = LINE * lines.length / k;
      const cx = x + dx * wide / 2, cy = y + dy * tall / 2;
      left = Math.min(left, cx - wide / 2); right = Math.max(right, cx + wide / 2);
      top = Math.min(top, cy - tall / 2); bottom = Math.max(bottom, cy + tall / 2);
    }
  }
  view.k = k;
  view.x = (size.width - (left + right) * k) / 2;
  view.y = (size.height - (top + bottom) * k) / 2;
  redraw();
}

function zoom(factor, x = size.width / 2, y = size.height / 2) {
  const k = Math.min(Math.max(view.k * factor, 0.2), 120);
  view.x = x - (x - view.x) * (k / view.k);
  view.y = y - (y - view.y) * (k / view.k);
  view.k = k;
  redraw(true);
}

function bringIntoView(person) {
  const x = layout.x[person] * view.k + view.x, y = layout.y[person] * view.k + view.y;
  if (x > 30 && x < size.width - 30 && y > 30 && y < size.height - 30) return;
  view.x += size.width / 2 - x;
  view.y += size.height / 2 - y;
}

function personAt(x, y) {
  const mx = (x - view.x) / view.k, my = (y - view.y) / view.k, reach = Math.max(0.55, 9 / view.k);
  let best = -1, near = reach * reach;
  for (const person of shown) {
    const dx = layout.x[person] - mx, dy = layout.y[person] - my, far = dx * dx + dy * dy;
    if (far < near) { near = far; best = person; }
  }
  return best;
}
