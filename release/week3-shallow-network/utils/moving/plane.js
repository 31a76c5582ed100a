// The plane seen through a network: its answers as a tint, and the line where a value is crossed.
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// The activations of one layer, [W, b], for one example.
function layer([W, b], inputs, bend) {
  return W.map((row, j) => bend(row.reduce((sum, w, k) => sum + w * inputs[k], b[j])));
}

// Values on a grid of `side` × `side` places over the plane, from below.
function grid({ x, y }, side, value) {
  const at = ([low, high], k) => low + (high - low) * k / (side - 1);
  return Array.from({ length: side }, (_, j) =>
    Array.from({ length: side }, (_, i) => value(at(x, i), at(y, j))));
}

// The lines on which the values of a grid are `level`: marching squares, as a path.
function contour({ X, Y, x, y }, values, level) {
  const side = values.length - 1, path = [];
  const px = (i) => X(x[0] + (x[1] - x[0]) * i / side), py = (j) => Y(y[0] + (y[1] - y[0]) * j / side);
  for (let j = 0; j < side; j++) for (let i = 0; i < side; i++) {
    const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
    const cuts = corners.flatMap(([i0, j0], k) => {
      const [i1, j1] = corners[(k + 1) % 4], from = values[j0][i0] - level, to = values[j1][i1] - level;
      if (from < 0 === to < 0) return [];
      const part = from / (from - to);
      return [[px(i0 + (i1 - i0) * part), py(j0 + (j1 - j0) * part)]];
    });
    for (let k = 0; k + 1 < cuts.length; k += 2) path.push(line(cuts.slice(k, k + 2)));
  }
  return path.join("");
}

// A layer of tint behind all else: blue for 0, vermilion for 1, nothing where it is undecided.
function tint(plane) {
  const { X, Y, x, y } = plane, canvas = document.createElement("canvas");
  const image = svg("image", { x: X(x[0]), y: Y(y[1]), width: X(x[1]) - X(x[0]), height: Y(y[0]) - Y(y[1]),
    preserveAspectRatio: "none" });
  plane.inside.prepend(image);
  return (answers) => {
    const side = canvas.width = canvas.height = answers.length, pen = canvas.getContext("2d");
    const pixels = pen.createImageData(side, side);
    answers.forEach((row, j) => row.forEach((p, i) => pixels.data.set(
      [...(p < .5 ? [0, 114, 178] : [213, 94, 0]), 200 * Math.abs(p - .5)], 4 * ((side - 1 - j) * side + i))));
    pen.putImageData(pixels, 0, 0);
    image.setAttribute("href", canvas.toDataURL());
  };
}
