// A computation graph, one step forward or backward at a time; its inputs can be dragged.
const OPERATIONS = {  // the value, its slope for each input, and how both are written
  "+": [(v) => v.reduce((s, x) => s + x, 0), (v) => v.map(() => 1), (w) => w.join(" + "), () => "1"],
  "×": [(v) => v.reduce((s, x) => s * x, 1), (v) => [v[1], v[0]], (w) => w.join(" · "), (w, k) => w[1 - k]],
  tanh: [([x]) => Math.tanh(x), ([x]) => [1 - Math.tanh(x) ** 2], (w) => `tanh(${w})`, (w, k, out) => `(1 − ${out}²)`],
  "σ": [([x]) => 1 / (1 + Math.exp(-x)), ([x]) => { const a = 1 / (1 + Math.exp(-x)); return [a * (1 - a)]; },
    (w) => `σ(${w})`, (w, k, out) => `${out}(1 − ${out})`],
};

mount("graph", (stage, { nodes, low, high }) => {
  const by = Object.fromEntries(nodes.map((node) => [node.name, node]));
  const made = nodes.filter((node) => node.op), result = nodes.at(-1);
  const steps = [...made.map((node) => ({ node })), { end: result },
    ...made.slice().reverse().flatMap((node) => node.args.map((arg, k) => ({ node, k, arg })).filter(({ arg }) => by[arg]))];
  const wide = 118, tall = 88, across = Math.max(...nodes.map((n) => n.x)), up = Math.max(...nodes.map((n) => n.y));
  const width = wide * (across + 1), height = tall * (up + 1) + 10;
  const root = drawing(html("div", { class: "plot" }, stage), width, height);
  const place = (n) => [wide * (n.x + .5), tall * (up - n.y + .5) + 5];
  let done = 0;
  for (const node of made) for (const [k, arg] of node.args.entries()) if (by[arg]) {
    const [x0, y0] = place(by[arg]), [x1, y1] = place(node);
    node.edges = { ...node.edges, [k]: svg("path", { d: `M${x0 + 48} ${y0}C${x0 + 75} ${y0} ${x1 - 75} ${y1} ${x1 - 48} ${y1}`,
      fill: "none", stroke: "currentColor" }, root) };
  }
  for (const node of nodes) {
    const [x, y] = place(node), leaf = !node.op;
    node.box = svg("g", leaf ? { role: "slider", tabindex: 0, "aria-label": `input ${node.name}` } : {}, root);
    set(node.box, { transform: `translate(${x} ${y})` });
    node.frame = svg("rect", { class: leaf ? "halo" : "", x: -48, y: -15, width: 96, height: 30, rx: 8, fill: "transparent",
      stroke: "currentColor", "stroke-dasharray": leaf ? "4 3" : "none" }, node.box);
    if (leaf) svg("rect", { x: -48, y: -34, width: 96, height: 68, fill: "transparent" }, node.box);
    svg("text", { y: 5, "text-anchor": "middle" }, node.box, node.label);
    node.above = svg("text", { y: -21, "text-anchor": "middle", class: "blue", "font-weight": "bold" }, node.box);
    node.below = svg("text", { y: 30, "text-anchor": "middle", class: "vermilion", "font-weight": "bold" }, node.box);
    if (leaf) drag(node);
  }
  const reading = html("p", { role: "status", class: "reading" }, stage);
  const controls = html("div", { class: "row" }, stage);
  const buttons = [
    button(controls, "Start", () => go(0)), button(controls, "◀ Back", () => go(done - 1)),
    button(controls, "Step ▶", () => go(done + 1)), button(controls, "End", () => go(steps.length)),
  ];
  html("p", {}, stage, "Blue above a box is its value, orange below it the slope of the result. Drag a dashed box up or down (or focus it and press the arrow keys) to change an input.");

  function drag(node) {
    let from, value;
    dragged(node.box, (event) => {
      change(node, value + Math.round((from - event.clientY) / 12));
    });
    node.box.addEventListener("pointerdown", (event) => { [from, value] = [event.clientY, node.value]; });
    node.box.addEventListener("keydown", (event) => {
      const next = after(event.key, node.value, low, high, 1);
      if (next !== undefined) { event.preventDefault(); change(node, next); }
    });
  }

  function change(node, value) {
    node.value = between(low, value, high);
    draw();
  }

  function go(number) {
    done = between(0, number, steps.length);
    draw();
  }

  const value = (arg) => by[arg] ? by[arg].value : arg;
  const shown = (v) => number(v);
  const bracketed = (v) => v < 0 ? `(${shown(v)})` : shown(v);

  function draw() {
    for (const node of nodes) {
      node.slope = undefined;
      node.known = !node.op;
      if (node.op) node.value = OPERATIONS[node.op][0](node.args.map(value));
      node.frame.setAttribute("stroke-width", 1);
      for (const edge of Object.values(node.edges ?? {})) set(edge, { "stroke-width": 1, stroke: "currentColor", "stroke-opacity": .5 });
    }
    reading.textContent = "Only the inputs are known. Step forward: one box at a time.";
    steps.slice(0, done).forEach((step, k) => take(step, k === done - 1));
    for (const node of nodes) {
      node.above.textContent = node.known ? shown(node.value) : "";
      node.below.textContent = node.slope === undefined ? "" : shown(node.slope);
      if (!node.op) set(node.box, { "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": node.value,
        "aria-valuetext": `${node.name} = ${shown(node.value)}` + (node.slope === undefined ? "" : `, slope ${shown(node.slope)}`) });
    }
    buttons.forEach((one, k) => one.setAttribute("aria-disabled", k < 2 ? done === 0 : done === steps.length));
  }

  // Do one step; the last one is told and its arrow stands out.
  function take({ node, end, k, arg }, last) {
    let words;
    if (end) {
      end.slope = 1;
      words = `Now backward. d${end.name} = 1: the result moves as much as itself.`;
    } else if (arg === undefined) {
      const [, , written] = OPERATIONS[node.op];
      node.known = true;
      words = `Forward: ${node.name} = ${written(node.args.map((a) => by[a] ? a : shown(a)))} = ${written(node.args.map((a) => bracketed(value(a))))} = ${shown(node.value)}`;
    } else {
      const [, slopes, , written] = OPERATIONS[node.op], local = slopes(node.args.map(value))[k];
      const before = by[arg].slope, part = node.slope * local, name = written(node.args.map((a) => by[a] ? a : shown(a)), k, node.name);
      by[arg].slope = (before ?? 0) + part;
      words = `Backward: d${arg} = ${before === undefined ? "" : `${shown(before)} + `}d${node.name} · ${name} = ${before === undefined ? "" : `${shown(before)} + `}${bracketed(node.slope)} · ${bracketed(local)} = ${shown(by[arg].slope)}`;
    }
    if (!last) return;
    reading.textContent = words;
    (end ?? (arg === undefined ? node : by[arg])).frame.setAttribute("stroke-width", 3);
    const lit = arg === undefined ? Object.values(node?.edges ?? {}) : [node.edges[k]];
    for (const edge of lit) set(edge, { "stroke-width": 3, "stroke-opacity": 1, stroke: arg === undefined ? BLUE : VERMILION });
  }
  draw();
});
