// A neuron with one input: drag its weight and its bias, and the bent line follows.
mount("neuron", (stage, spec) => {
  const { x, y, guess, weights, biases, words } = spec;
  let { w, b } = spec;
  const plane = plot(stage, { width: 480, height: 320, x: spec.across, y: spec.up, xlabel: words.x, ylabel: words.y });
  const { X, Y, inside } = plane, [left, right] = spec.across;
  const hand = spec.hand;  // where the weight is taken hold of
  const answer = (v) => Math.max(0, w * v + b);
  svg("path", { d: line([[X(left), Y(0)], [X(right), Y(0)]]), stroke: "currentColor", "stroke-opacity": .35 }, inside);
  const gaps = svg("path", { stroke: VERMILION, "stroke-opacity": .6, fill: "none" }, inside);
  x.forEach((v, k) => point(inside, X(v), Y(y[k]), 0));
  const score = svg("path", { stroke: "currentColor", "stroke-dasharray": "5 4", fill: "none" }, inside);
  const bent = svg("path", { stroke: VERMILION, "stroke-width": 3, fill: "none" }, inside);
  const asked = svg("path", { stroke: GREEN, "stroke-width": 2, "stroke-dasharray": "2 3", fill: "none" }, inside);
  const reading = html("p", {}, stage), error = html("p", { class: "error" }, stage);
  const off = () => x.reduce((sum, v, k) => sum + Math.abs(answer(v) - y[k]), 0) / x.length;
  const height = (v) => Y(between(plane.y[0], w * v + b, plane.y[1]));
  const grips = [
    grip(plane.root, plane.unit, {
      name: "bias b", colour: BLUE, where: () => [X(0), height(0)],
      values: () => ({ low: biases[0], high: biases[1], now: b, words: `b = ${said(b, 0)}, off by ${said(off(), 1)}` }),
      moved: (event) => change(w, plane.of(event)[1]),
      key: (name) => { const next = after(name, b, ...biases, 5); if (next !== undefined) change(w, next); return next !== undefined; },
    }),
    grip(plane.root, plane.unit, {
      name: "weight w", colour: VERMILION, where: () => [X(hand), height(hand)],
      values: () => ({ low: weights[0], high: weights[1], now: w, words: `w = ${said(w, 2)}, off by ${said(off(), 1)}` }),
      moved: (event) => change((plane.of(event)[1] - b) / hand, b),
      key: (name) => { const next = after(name, w, ...weights, .05); if (next !== undefined) change(next, b); return next !== undefined; },
    }),
  ];
  html("p", {}, stage, "Drag the blue grip for b, the orange one for w; or reach them with Tab and press the arrow keys.");

  function change(weight, bias) {
    w = between(...[weights[0], weight, weights[1]]);
    b = between(...[biases[0], bias, biases[1]]);
    draw();
  }

  function draw() {
    const at = (v, height) => [X(v), Y(height)], corner = between(left, -b / (w || 1e-9), right);
    score.setAttribute("d", line([at(left, w * left + b), at(right, w * right + b)]));
    bent.setAttribute("d", line([left, corner, right].map((v) => at(v, answer(v)))));
    gaps.setAttribute("d", x.map((v, k) => line([at(v, y[k]), at(v, answer(v))])).join(""));
    asked.setAttribute("d", line([at(guess, plane.y[0]), at(guess, answer(guess)), at(left, answer(guess))]));
    const z = w * guess + b, sign = b < 0 ? "−" : "+";
    reading.textContent = `${words.one} ${guess}:  z = ${said(w, 2)} · ${guess} ${sign} ${said(Math.abs(b), 0)} = ${said(z, 1)},  a = max(0, z) = ${said(answer(guess), 1)}`;
    error.textContent = `All ${x.length}: off by ${said(off(), 1)} on average.`;
    grips.forEach((update) => update());
  }
  draw();
});
