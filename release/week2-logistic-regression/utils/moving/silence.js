// Networks side by side, whose units of the last hidden layer can be silenced one by one.
mount("silence", (stage, { networks, X: points, Y: labels, x, y, order }) => {
  const count = order.length, off = new Set(), row = html("div", { class: "row" }, stage);
  const seen = networks.map(({ title, layers }) => {
    const box = html("div", { class: "plot" }, row);
    html("p", {}, box, title);
    const plane = plot(box, { width: 330, height: 270, left: 40, x, y, xlabel: "x₁", ylabel: "x₂" });
    const hidden = (a, b) => layers.slice(0, -1).reduce((signals, one) => layer(one, signals, Math.tanh), [a, b]);
    const known = grid(plane, 44, hidden), at = points.map((p) => hidden(...p));
    const [[weights], [bias]] = layers.at(-1);
    // The units that are left are made larger, as dropout does it.
    const answer = (signals) => {
      let sum = 0;
      for (let j = 0; j < count; j++) if (!off.has(j)) sum += weights[j] * signals[j];
      return sigmoid(bias + (off.size < count ? sum * count / (count - off.size) : 0));
    };
    const paint = tint(plane);
    const border = svg("path", { class: "border", fill: "none", stroke: "currentColor", "stroke-width": 2.5 }, plane.inside);
    points.forEach(([a, b], k) => point(plane.inside, plane.X(a), plane.Y(b), labels[k]));
    const reading = html("p", { class: "reading" }, box);
    return () => {
      const answers = known.map((row) => row.map(answer));
      paint(answers);
      border.setAttribute("d", contour(plane, answers, .5));
      const wrong = at.filter((signals, k) => answer(signals) > .5 !== labels[k] > .5).length;
      reading.textContent = `wrong on ${wrong} of ${points.length}`;
    };
  });
  const reading = html("p", { role: "status", class: "count" }, stage);
  html("style", {}, stage, `
    .units { display: grid; grid-template-columns: repeat(8, minmax(44px, 1fr)); max-width: 30rem; touch-action: none }
    .units [role=checkbox] { height: 44px; display: grid; place-items: center; cursor: pointer }
    .units [role=checkbox]::before { content: ""; width: 22px; height: 22px; border-radius: 50%; border: 2px solid ${BLUE}; background: ${BLUE} }
    .units [aria-checked=false]::before { background: transparent; border-color: currentColor; border-style: dashed }`);
  const board = html("div", { class: "units", role: "group", "aria-label": "units of the last hidden layer; checked ones speak" }, stage);
  const units = order.map((_, j) => html("div", { role: "checkbox", tabindex: j ? -1 : 0, "aria-label": `unit ${j + 1}` }, board));
  const controls = html("div", { class: "row" }, stage);
  const one = button(controls, "Silence one more", () => toggle(order.find((j) => !off.has(j)), true));
  const all = button(controls, "Let all speak", () => { off.clear(); draw(); });
  html("p", {}, stage, "A full circle is a unit that speaks. Click on units or drag across them; by keys: arrows and the space bar.");

  let silencing;  // while dragging across units: whether they are silenced or speak again
  const under = (event) => units.indexOf(stage.getRootNode().elementFromPoint(event.clientX, event.clientY));
  board.addEventListener("pointerdown", (event) => {
    const j = under(event);
    if (j < 0) return;
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
    focus(j);
    silencing = !off.has(j);
    toggle(j, silencing);
  });
  board.addEventListener("pointermove", (event) => { if (silencing !== undefined) toggle(under(event), silencing); });
  for (const end of ["pointerup", "pointercancel"]) board.addEventListener(end, () => { silencing = undefined; });
  board.addEventListener("keydown", (event) => {
    const here = units.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, ArrowDown: here + 8, ArrowUp: here - 8, Home: 0, End: count - 1 }[event.key];
    if (event.key === " ") toggle(here, !off.has(here));
    else if (to === undefined) return;
    else if (units[to]) focus(to);
    event.preventDefault();
  });

  function focus(j) {
    units.forEach((unit, k) => { unit.tabIndex = k === j ? 0 : -1; });
    units[j].focus({ preventScroll: true });
  }

  function toggle(j, silent) {
    if (!units[j] || off.has(j) === silent) return;
    if (silent) off.add(j); else off.delete(j);
    draw();
  }

  function draw() {
    seen.forEach((update) => update());
    units.forEach((unit, j) => unit.setAttribute("aria-checked", !off.has(j)));
    reading.textContent = `${off.size} of ${count} units are silent.`;
    one.setAttribute("aria-disabled", off.size === count);
    all.setAttribute("aria-disabled", off.size === 0);
  }
  draw();
});
