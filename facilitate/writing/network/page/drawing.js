// The map's dots, discs and lines: SVG up to some thousands of people, above that a canvas.
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
const SEVERAL = 8, OTHER = 9, HIDDEN = 10;
const FAR_LABEL = 2.5;   // dots between a group and its label
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
let layout, styles = new Uint8Array(total), legend = [];

function styleEveryone() {
  const field = fieldOf(state.colour);
  const frequent = field.values.map((_, value) => value).sort((one, two) => field.counts[two] - field.counts[one] || one - two);
  const coloured = new Map(frequent.slice(0, 8).sort((one, two) => one - two).map((value, at) => [value, at]));
  const numbers = new Uint32Array(10);
  for (let person = 0; person < total; person++) {
    const found = data.people.values[field.at][person];
    styles[person] = Array.isArray(found) ? SEVERAL : coloured.get(found) ?? OTHER;
    if (visible[person]) numbers[styles[person]]++;
  }
  legend = [...coloured].map(([value, style]) => [style, field.values[value], numbers[style]]);
  legend.push([SEVERAL, "several of them", numbers[SEVERAL]], [OTHER, field.values.length > 8 ? "another one, or none" : "none", numbers[OTHER]]);
  legend = legend.filter(([, , people]) => people);
}

// A circle around each group, and lines from a group of people with several values to each of them.
let discs = [], links = [];
function placeEveryone() {
  layout = layoutOf(state.group);
  discs = [...layout.groups.map(([, x, y, radius]) => [x, y, radius]), ...Object.values(layout.hubs).map(([x, y]) => [x, y, 0.3])];
  links = layout.groups.flatMap(([values, x, y, , people]) => values.length < 2 ? [] :
    values.map((value) => [x, y, ...layout.hubs[value], Math.min(6, 0.6 + Math.sqrt(people) / 3)]));
  links.push(...leaders());
  if (!canvasUsed) placeNodes();
}

// From a label that had to stand far from its group a line leads to it.
function leaders() {
  const radii = new Map(layout.groups.map(([values, , , radius]) => [values.length === 1 ? values[0] : "", radius]));
  return layout.labels.map(([value, , x, y]) => [...(layout.hubs[value] || [x, y]), x, y, 1, value])
    .filter(([hx, hy, x, y, , value]) => Math.hypot(x - hx, y - hy) > (radii.get(value) || 0) + FAR_LABEL);
}

// ---------------------------------------------------------------- SVG

const svgElement = (tag, properties) => {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(properties)) node.setAttribute(name, value);
  return node;
};

const layer = make("div", { className: "layer" });   // moves as a picture while the map moves; drawn anew at rest
const picture = svgElement("svg", { "aria-hidden": "true", focusable: "false" });
const scene = svgElement("g", {}), backdrop = svgElement("g", {}), dots = svgElement("g", {}), marks = svgElement("g", {});
let dotNodes = [], painted = [];

function startDrawing() {
  if (canvasUsed) startCanvas();
  else {
    for (let person = 0; person < total; person++) dotNodes.push(svgElement("path", { class: "dot", "data-person": person }));
    dots.append(...dotNodes);
    scene.append(backdrop, dots);
  }
  scene.append(marks);
  picture.append(scene);
  layer.append(picture);
  map.append(layer, labelPicture);
}

function placeNodes() {
  backdrop.replaceChildren(
    ...links.map(([x1, y1, x2, y2, wide]) => svgElement("line", { class: "link", x1, y1, x2, y2, "stroke-width": wide })),
    ...discs.map(([cx, cy, r]) => svgElement("circle", { class: "disc", cx, cy, r })));
  for (let person = 0; person < total; person++)
    dotNodes[person].setAttribute("transform", `translate(${layout.x[person].toFixed(2)} ${layout.y[person].toFixed(2)})`);
}

function paintEveryone() {
  if (canvasUsed) return;
  for (let person = 0; person < total; person++) {
    const style = styles[person], now = visible[person] ? style : HIDDEN + style;
    if (painted[person] === now) continue;
    painted[person] = now;
    const node = dotNodes[person];
    node.setAttribute("d", shapeOf(style));
    node.setAttribute("class", visible[person] ? "dot" : "dot off");
    node.style.fill = visible[person] ? `var(${colourOf(style)})` : "";
  }
}

// ---------------------------------------------------------------- canvas

const MARGIN = 0.3;   // so much of the map's width and height is drawn around it, to be there when the map moves
const TINY = 5;       // pixels a dot, below which shapes cannot be told apart
let canvas, brush, paths;

function startCanvas() {
  canvas = make("canvas", { "aria-hidden": "true" });
  layer.append(canvas);
  brush = canvas.getContext("2d");
  paths = [...SHAPES, RING, SHAPES[0]].map((shape) => new Path2D(shape));
}

const colours = () => {
  const found = getComputedStyle(document.documentElement);
  return (name) => found.getPropertyValue(name).trim();
};

function drawCanvas() {
  const ratio = Math.min(devicePixelRatio || 1, 2), left = Math.round(size.width * MARGIN), top = Math.round(size.height * MARGIN);
  const wide = size.width + 2 * left, tall = size.height + 2 * top;
  const width = Math.round(wide * ratio), height = Math.round(tall * ratio);
  if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
  Object.assign(canvas.style, { left: `${-left}px`, top: `${-top}px`, width: `${wide}px`, height: `${tall}px` });
  const colour = colours();
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.clearRect(0, 0, width, height);
  brush.setTransform(view.k * ratio, 0, 0, view.k * ratio, (view.x + left) * ratio, (view.y + top) * ratio);
  brush.strokeStyle = colour("--line");
  brush.globalAlpha = 0.35;
  for (const [x1, y1, x2, y2, thick] of links) {
    brush.lineWidth = thick / view.k;
    brush.beginPath(); brush.moveTo(x1, y1); brush.lineTo(x2, y2); brush.stroke();
  }
  brush.globalAlpha = 1;
  brush.fillStyle = colour("--panel"); brush.strokeStyle = colour("--rule"); brush.lineWidth = 1 / view.k;
  brush.beginPath();
  for (const [x, y, radius] of discs) { brush.moveTo(x + radius, y); brush.arc(x, y, radius, 0, 7); }
  brush.fill();
  if (view.k > 1.5) brush.stroke();
  const [x, y] = [(-left - view.x) / view.k - 1, (-top - view.y) / view.k - 1];
  drawDots(colour, x, y, x + wide / view.k + 2, y + tall / view.k + 2);
}

function drawDots(colour, left, top, right, bottom) {
  const buckets = Array.from({ length: HIDDEN + 1 }, () => []);
  for (let person = 0; person < total; person++) {
    const x = layout.x[person], y = layout.y[person];
    if (x > left && x < right && y > top && y < bottom) buckets[visible[person] ? styles[person] : HIDDEN].push(person);
  }
  for (const style of [HIDDEN, OTHER, 0, 1, 2, 3, 4, 5, 6, 7, SEVERAL]) {
    if (!buckets[style].length) continue;
    brush.fillStyle = colour(style === HIDDEN ? "--faint" : colourOf(style));
    if (view.k < TINY) {
      const side = Math.max(0.8, 1 / view.k);
      for (const person of buckets[style]) brush.fillRect(layout.x[person] - side / 2, layout.y[person] - side / 2, side, side);
      continue;
    }
    const all = new Path2D();
    for (const person of buckets[style]) all.addPath(paths[Math.min(style, OTHER)], new DOMMatrix([1, 0, 0, 1, layout.x[person], layout.y[person]]));
    brush.fill(all);
  }
}
