// What all moving figures share: a plot to draw on, grips to drag, sliders, buttons, a film.
const SVG = "http://www.w3.org/2000/svg";
const BLUE = "#0072B2", VERMILION = "#D55E00", GREEN = "#009E73";
const STYLE = `
:host { display: block; max-width: 46rem; color: inherit }
slot { display: none }
.row { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center }
.row > .plot { flex: 1 1 17rem; min-width: 0 }
svg { display: block; width: 100%; height: auto; overflow: visible; touch-action: pan-y }
text { fill: currentColor; font: 13px sans-serif }
.blue { fill: color-mix(in srgb, ${BLUE} 75%, currentColor) }
.vermilion { fill: color-mix(in srgb, ${VERMILION} 75%, currentColor) }
[role=slider] { cursor: grab; outline: none; touch-action: none }
.halo { fill: transparent; pointer-events: all }
[role=slider]:hover .halo { fill: currentColor; fill-opacity: .12 }
[role=slider]:focus-visible .halo, .focus { stroke: currentColor; stroke-width: 2 }
p { margin: .3rem 0; font: 14px/1.45 sans-serif }
label { display: flex; flex: 1 1 14rem; gap: .6rem; align-items: center; font: 14px sans-serif }
label input { flex: 1; min-width: 6rem; min-height: 44px; accent-color: ${BLUE} }
label output { min-width: 3.5rem }
button { min-height: 44px; min-width: 44px; padding: 0 .9rem; font: 14px sans-serif; color: inherit;
  background: transparent; border: 1px solid currentColor; border-radius: 6px; cursor: pointer }
button[aria-disabled=true] { opacity: .55; cursor: default }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px }
@media print { .live { display: none } slot { display: block } }`;

function svg(name, attributes, parent, text) {
  const made = document.createElementNS(SVG, name);
  set(made, attributes);
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

function html(name, attributes, parent, text) {
  const made = document.createElement(name);
  set(made, attributes);
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

const between = (low, value, high) => Math.min(high, Math.max(low, value));
const said = (value, digits) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");

// Round numbers from low to high, about `count` of them.
function ticks([low, high], count = 5) {
  const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((round) => round * power >= rough);
  const found = [];
  for (let k = Math.ceil(low / step); k * step <= high + 1e-9; k++) found.push(k * step);
  return found;
}

// A drawing that shrinks with the page, and grows no larger than is good to look at.
function drawing(parent, width, height) {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, style: `max-width: ${1.2 * width}px` }, parent);
}

// A plane with axes: x and y lead to places in the drawing, `of` from the mouse to x and y.
function plot(parent, { width = 400, height = 300, x, y, xlabel, ylabel, left = 52 }) {
  const room = { left, right: 12, top: 12, bottom: 40 };
  const box = html("div", { class: "plot" }, parent);
  const root = drawing(box, width, height);
  const X = (v) => room.left + (v - x[0]) / (x[1] - x[0]) * (width - room.left - room.right);
  const Y = (v) => height - room.bottom - (v - y[0]) / (y[1] - y[0]) * (height - room.top - room.bottom);
  const axes = svg("g", { "aria-hidden": "true" }, root);
  svg("rect", { x: X(x[0]), y: Y(y[1]), width: X(x[1]) - X(x[0]), height: Y(y[0]) - Y(y[1]),
    fill: "none", stroke: "currentColor", "stroke-opacity": .35 }, axes);
  const places = Math.max(2, Math.round(width / 90));
  for (const v of ticks(x, places)) svg("text", { x: X(v), y: Y(y[0]) + 17, "text-anchor": "middle" }, axes, number(v));
  for (const v of ticks(y)) svg("text", { x: X(x[0]) - 7, y: Y(v) + 4, "text-anchor": "end" }, axes, number(v));
  svg("text", { x: (X(x[0]) + X(x[1])) / 2, y: height - 5, "text-anchor": "middle" }, axes, xlabel);
  svg("text", { transform: `translate(13 ${(Y(y[0]) + Y(y[1])) / 2}) rotate(-90)`, "text-anchor": "middle" }, axes, ylabel);
  const id = `clip${Math.random().toString(36).slice(2)}`;
  const clip = svg("clipPath", { id }, root);
  svg("rect", { x: X(x[0]), y: Y(y[1]), width: X(x[1]) - X(x[0]), height: Y(y[0]) - Y(y[1]) }, clip);
  const inside = svg("g", { "clip-path": `url(#${id})` }, root);
  const of = (event) => {
    const { x: across, y: down } = new DOMPoint(event.clientX, event.clientY).matrixTransform(root.getScreenCTM().inverse());
    return [x[0] + (across - X(x[0])) / (X(x[1]) - X(x[0])) * (x[1] - x[0]),
      y[0] + (down - Y(y[0])) / (Y(y[1]) - Y(y[0])) * (y[1] - y[0])];
  };
  return { root, inside, X, Y, of, x, y, unit: () => width / (root.getBoundingClientRect().width || width) };
}

const number = (v) => String(+v.toPrecision(4)).replace("-", "−");
const line = (points) => points.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

// One point of a class: a circle for 0, a triangle for 1.
function point(parent, x, y, label) {
  const colour = { stroke: "currentColor", "stroke-width": .8, fill: label ? VERMILION : BLUE };
  return label ? svg("path", { d: `M${x} ${y - 5.5}l5.2 9h-10.4z`, ...colour }, parent)
    : svg("circle", { cx: x, cy: y, r: 4.5, ...colour }, parent);
}

// Something to drag, or to move by keys: `where` says where it lies now, `moved(event)` takes a
// place of the mouse, `key(name)` a key and says whether it was one of its own.
function grip(parent, unit, { name, colour, where, moved, key, values, done = () => {} }) {
  const group = svg("g", { role: "slider", tabindex: 0, "aria-label": name }, parent);
  const halo = svg("circle", { class: "halo" }, group);
  svg("circle", { r: 8, fill: colour, stroke: "currentColor" }, group);
  const update = () => {
    const [x, y] = where(), { low, high, now, words } = values();
    set(group, { transform: `translate(${x} ${y})`, "aria-valuemin": low, "aria-valuemax": high,
      "aria-valuenow": +now.toFixed(3), "aria-valuetext": words });
    halo.setAttribute("r", Math.max(15, 22 * unit()));
  };
  new ResizeObserver(update).observe(parent.ownerSVGElement ?? parent);
  dragged(group, moved, done);
  group.addEventListener("keydown", (event) => { if (key(event.key)) event.preventDefault(); });
  return update;
}

function dragged(element, moved, done = () => {}) {
  let held = false;
  element.addEventListener("pointerdown", (event) => {
    held = true;
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => { if (held) moved(event); });
  for (const end of ["pointerup", "pointercancel"]) {
    element.addEventListener(end, () => { if (held) done(); held = false; });
  }
}

// The new value after a key, as every slider has it; undefined for other keys.
function after(key, value, low, high, step) {
  const moves = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step,
    PageUp: 10 * step, PageDown: -10 * step, Home: low - value, End: high - value };
  return key in moves ? between(low, value + moves[key], high) : undefined;
}

function range(parent, { name, low, high, step, value, words, changed }) {
  const label = html("label", {}, parent, name);
  const input = html("input", { type: "range", min: low, max: high, step }, label);
  const shown = html("output", { "aria-live": "off" }, label);
  const update = (v) => {
    input.value = v;
    shown.textContent = words(v);
    input.setAttribute("aria-valuetext", words(v));
  };
  input.addEventListener("input", () => { update(+input.value); changed(+input.value); });
  update(value);
  return update;
}

function button(parent, name, pressed) {
  const made = html("button", { type: "button" }, parent, name);
  made.addEventListener("click", () => { if (made.getAttribute("aria-disabled") !== "true") pressed(); });
  return made;
}

// A button that plays frames until `next()` says that there are no more. Whoever asked for less
// motion gets one frame a second.
function player(parent, next, milliseconds) {
  let timer;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const stop = () => { clearInterval(timer); timer = undefined; play.textContent = "▶ Play"; };
  const go = () => { if (!play.isConnected || !next()) stop(); };
  const play = button(parent, "▶ Play", () => {
    if (timer) return stop();
    timer = setInterval(go, calm.matches ? 1000 : milliseconds);
    play.textContent = "⏸ Pause";
  });
  return stop;
}

// Make every box of a kind live that is not yet; what goes wrong leaves the picture.
function mount(kind, build) {
  for (const box of document.querySelectorAll(`.moving[data-kind="${kind}"]:not([data-live])`)) {
    box.dataset.live = "";
    const live = html("div", { class: "live", role: "group", "aria-label": box.dataset.name });
    build(live, JSON.parse(box.dataset.spec));
    const root = box.attachShadow({ mode: "open" });
    html("style", {}, root, STYLE);
    root.append(live, html("slot", {}));
  }
}
