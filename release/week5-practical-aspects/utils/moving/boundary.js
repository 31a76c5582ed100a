// The border of a network while it learns; dashed, the border of each unit of its first layer.
mount("boundary", (stage, { frames, costs, X: points, Y: labels, x, y, every, at: begin, top }) => {
  let at = begin;
  const row = html("div", { class: "row" }, stage);
  const plane = plot(row, { height: 340, x, y, xlabel: "x₁", ylabel: "x₂" });
  const paint = tint(plane);
  const units = frames[0][0][0].map(() => svg("path", { fill: "none", stroke: "currentColor", "stroke-dasharray": "5 4", "stroke-opacity": .8 }, plane.inside));
  const border = svg("path", { class: "border", fill: "none", stroke: "currentColor", "stroke-width": 2.5 }, plane.inside);
  const marks = points.map(([a, b], k) => {
    const ring = svg("circle", { cx: plane.X(a), cy: plane.Y(b), r: 9, fill: "none", stroke: "currentColor", "stroke-width": 2 }, plane.inside);
    point(plane.inside, plane.X(a), plane.Y(b), labels[k]);
    return ring;
  });
  const curve = plot(row, { height: 340, x: [0, every * (frames.length - 1)], y: [0, top], xlabel: "round", ylabel: "cost J" });
  svg("path", { d: line(costs.map((c, k) => [curve.X(every * k), curve.Y(c)])), fill: "none", stroke: VERMILION, "stroke-width": 2 }, curve.inside);
  const now = svg("circle", { r: 6, fill: VERMILION, stroke: "currentColor" }, curve.inside);
  const reading = html("p", { class: "reading" }, stage), controls = html("div", { class: "row" }, stage);
  const showFrame = range(controls, { name: "round", low: 0, high: frames.length - 1, step: 1, value: at,
    words: (v) => String(v * every), changed: (v) => { stop(); at = v; draw(); } });
  const stop = player(controls, () => {
    at = at + 1 < frames.length ? at + 1 : 0;
    showFrame(at);
    draw();
    return at + 1 < frames.length;
  }, 150);
  html("p", {}, stage, "Full line: where the network is undecided. Dashed: where each hidden unit is. A ring: answered wrongly.");

  function draw() {
    const network = frames[at], hidden = network.slice(0, -1), last = network.at(-1);
    const answer = (a, b) => layer(last, hidden.reduce((signals, one) => layer(one, signals, Math.tanh), [a, b]), sigmoid)[0];
    const answers = grid(plane, 64, answer);
    paint(answers);
    border.setAttribute("d", contour(plane, answers, .5));
    const [W, b] = network[0];  // on straight lines: the corners of the plane are enough
    units.forEach((path, j) => path.setAttribute("d", contour(plane, grid(plane, 2, (u, v) => W[j][0] * u + W[j][1] * v + b[j]), 0)));
    const wrong = points.map(([u, v], k) => answer(u, v) > .5 !== labels[k] > .5);
    marks.forEach((ring, k) => ring.setAttribute("visibility", wrong[k] ? "visible" : "hidden"));
    set(now, { cx: curve.X(every * at), cy: curve.Y(costs[at]) });
    reading.textContent = `After ${every * at} rounds: cost ${said(costs[at], 3)}, wrong on ${wrong.filter(Boolean).length} of ${points.length}.`;
  }
  draw();
});
