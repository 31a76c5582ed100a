// Gradient descent of one neuron on its real cost: drag the start, the learning rate, the steps.
mount("descent", (stage, spec) => {
  const { x, y, rates, most } = spec;
  let { start: [w, b], rate, steps } = spec;
  const row = html("div", { class: "row" }, stage);
  const map = plot(row, { x: spec.w, y: spec.b, xlabel: "w", ylabel: "b" });
  const costAt = (w, b) => x.reduce((sum, v, k) => {
    const z = w * v + b;
    return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y[k] * z;
  }, 0) / x.length;
  const slopesAt = (w, b) => {
    const errors = x.map((v, k) => sigmoid(w * v + b) - y[k]);
    return [errors.reduce((sum, e, k) => sum + e * x[k], 0) / x.length, errors.reduce((sum, e) => sum + e, 0) / x.length];
  };
  const costs = grid(map, 61, costAt);
  for (const level of spec.levels) {
    svg("path", { d: contour(map, costs, level), fill: "none", stroke: BLUE, "stroke-opacity": .8 }, map.inside);
  }
  svg("path", { d: `M${map.X(spec.lowest[0])} ${map.Y(spec.lowest[1])}m-6 0h12m-6 -6v12`, stroke: "currentColor", "stroke-width": 2 }, map.inside);
  const path = svg("path", { class: "walk", fill: "none", stroke: VERMILION, "stroke-width": 1.5 }, map.inside);
  const dots = svg("path", { fill: "none", stroke: VERMILION, "stroke-width": 6, "stroke-linecap": "round" }, map.inside);
  const curve = plot(row, { x: [0, most], y: [0, spec.top], xlabel: "step", ylabel: "cost J" });
  const fall = svg("path", { fill: "none", stroke: VERMILION, "stroke-width": 2.5 }, curve.inside);
  const now = svg("circle", { r: 5, fill: VERMILION, stroke: "currentColor" }, curve.inside);
  const reading = html("p", { "aria-live": "off", class: "reading" }, stage);
  const step = { ArrowRight: [.05, 0], ArrowLeft: [-.05, 0], ArrowUp: [0, .2], ArrowDown: [0, -.2] };
  const update = grip(map.root, map.unit, {
    name: "start; left and right move w, up and down b", colour: VERMILION, where: () => [map.X(w), map.Y(b)],
    values: () => ({ low: spec.w[0], high: spec.w[1], now: w, words: `w = ${said(w, 2)}, b = ${said(b, 1)}` }),
    moved: (event) => begin(...map.of(event)),
    key: (name) => { if (name in step) begin(w + step[name][0], b + step[name][1]); return name in step; },
  });
  const controls = html("div", { class: "row" }, stage);
  range(controls, { name: "learning rate α", low: Math.log10(rates[0]), high: Math.log10(rates[1]), step: .01,
    value: Math.log10(rate), words: (v) => number(+(10 ** v).toPrecision(3)), changed: (v) => { rate = 10 ** v; draw(); } });
  const showSteps = range(controls, { name: "steps", low: 0, high: most, step: 1, value: steps, words: String,
    changed: (v) => { stop(); steps = v; draw(); } });
  const stop = player(controls, () => {
    steps = steps < most ? steps + 1 : 0;
    showSteps(steps);
    draw();
    return steps < most;
  }, 120);
  html("p", {}, stage, "Drag the orange grip to another start; turn the learning rate; walk step by step.");

  function begin(weight, bias) {
    w = between(spec.w[0], weight, spec.w[1]);
    b = between(spec.b[0], bias, spec.b[1]);
    draw();
  }

  function draw() {
    const walk = [[w, b]];
    while (walk.length <= steps) {
      const [at, bias] = walk.at(-1), [dw, db] = slopesAt(at, bias);
      walk.push([at - rate * dw, bias - rate * db]);
    }
    const places = walk.map(([w, b]) => [map.X(w), map.Y(b)]), cost = walk.map((place) => costAt(...place));
    path.setAttribute("d", line(places));
    dots.setAttribute("d", places.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join(""));
    fall.setAttribute("d", line(cost.map((c, k) => [curve.X(k), curve.Y(c)])));
    set(now, { cx: curve.X(steps), cy: curve.Y(between(0, cost.at(-1), spec.top)) });
    const [end, bias] = walk.at(-1), rises = cost.filter((c, k) => k && c > cost[k - 1] + 1e-9).length;
    reading.textContent = `After ${steps} steps: w = ${said(end, 2)}, b = ${said(bias, 2)}, cost ${said(cost.at(-1), 3)}`
      + ` (the lowest is ${said(spec.least, 3)}).` + (rises ? ` The cost rose in ${rises} of them.` : "");
    update();
  }
  draw();
});
