// How the map moves. While it does, what was drawn goes along as a picture; at rest it is drawn anew, sharp.
const REST = 120;             // milliseconds without a movement
const FAR = 2.5;              // a picture that is more than so many times larger or smaller is drawn anew at once
const NARROW = 700;           // on a narrower map labels may stand over it, rather than make it small
const [SMALLEST, LARGEST] = [0.2, 120];
let drawnAt = { x: 0, y: 0, k: 1 };
let waiting = 0, wholly = false, settle = 0, whole = true;   // whole: the map stands as fit() put it

function redraw() { wholly = true; ask(); }

function move() {
  whole = false;
  ask();
  clearTimeout(settle);
  settle = setTimeout(redraw, REST);
}

function ask() { if (!waiting) waiting = requestAnimationFrame(frame); }

function frame() {
  waiting = 0;
  const factor = view.k / drawnAt.k;
  if (wholly || factor > FAR || factor < 1 / FAR) drawWholly(); else moveAlong(factor);
  drawNow();
}

function drawWholly() {
  wholly = false;
  clearTimeout(settle);
  drawnAt = { ...view };
  layer.style.transform = "";
  scene.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
  if (canvasUsed) drawCanvas();
  drawMarks();
  drawLabels();
}

function moveAlong(factor) {
  layer.style.transform = `translate(${view.x - drawnAt.x * factor}px, ${view.y - drawnAt.y * factor}px) scale(${factor})`;
  moveLabels();
}

// The largest scale at which all discs and, beside them, the labels of the larger groups are on the screen.
function fit() {
  measureMap();
  whole = true;
  const scale = (box) => Math.min((size.width - 16) / Math.max(box[2] - box[0], 1), (size.height - 16) / Math.max(box[3] - box[1], 1), 40);
  const alone = scale(layout.box);
  let box = layout.box, k = alone;
  for (let round = 0; round < 6; round++) {
    k = Math.max(scale(box), size.width < NARROW ? 0.85 * alone : 0);
    box = withLabels(k);
  }
  if (scale(box) < k) box = layout.box;
  view.k = k;
  view.x = (size.width - (box[0] + box[2]) * k) / 2;
  view.y = (size.height - (box[1] + box[3]) * k) / 2;
  redraw();
}

function measureMap() {
  size = { width: map.clientWidth || 800, height: map.clientHeight || 500 };
  for (const svg of [picture, labelPicture]) svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
}

// Beside a profile the map is narrower: what was in its middle stays there, and the person of the profile in sight.
function resized() {
  if (whole) { fit(); return; }
  const before = size;
  measureMap();
  view.x += (size.width - before.width) / 2;
  view.y += (size.height - before.height) / 2;
  if (state.person >= 0) bringIntoView(state.person);
  redraw();
}

function withLabels(k) {
  let [left, top, right, bottom] = layout.box;
  for (const [, lines, x, y, dx, dy] of largestFirst().slice(0, 40)) {
    const wide = widest(lines) / k, tall = LINE * lines.length / k;
    const cx = x + dx * wide / 2, cy = y + dy * tall / 2;
    left = Math.min(left, cx - wide / 2); right = Math.max(right, cx + wide / 2);
    top = Math.min(top, cy - tall / 2); bottom = Math.max(bottom, cy + tall / 2);
  }
  return [left, top, right, bottom];
}

function zoom(factor, x = size.width / 2, y = size.height / 2) {
  const k = Math.min(Math.max(view.k * factor, SMALLEST), LARGEST);
  view.x = x - (x - view.x) * (k / view.k);
  view.y = y - (y - view.y) * (k / view.k);
  view.k = k;
  move();
}

function bringIntoView(person) {
  const x = layout.x[person] * view.k + view.x, y = layout.y[person] * view.k + view.y;
  if (x > 30 && x < size.width - 30 && y > 30 && y < size.height - 30) return;
  view.x += size.width / 2 - x;
  view.y += size.height / 2 - y;
  move();
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
