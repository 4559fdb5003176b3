/* Draws the trees of dashboards/still.py: plain elements and simple shapes, nothing that runs. */

"use strict";

(function () {
  const ELEMENTS = new Set(
    (
      "a article aside code caption dd details div dl dt em figure h1 h2 h3 h4 header li nav ol p section span strong " +
      "summary table tbody td tfoot th thead tr ul"
    ).split(" ")
  );
  const SHAPES = new Set(["circle", "line", "path", "polyline", "rect"]);
  const NAMES = new Set(
    ["className", "href", "id", "role", "scope", "style", "tabIndex", "title", "colSpan", "download"]
  );

  function isKept(name, value) {
    if (name === "href") return typeof value === "string" && /^(#|\/(?!\/))/.test(value);
    return NAMES.has(name) || name.startsWith("aria-") || name.startsWith("data-");
  }

  function kept(properties) {
    return Object.fromEntries(
      Object.entries(properties).filter(function ([name, value]) {
        return isKept(name, value);
      })
    );
  }

  function drawing(properties, shapes) {
    const drawn = shapes
      .filter(function ([kind]) {
        return SHAPES.has(kind);
      })
      .map(function ([kind, measures], place) {
        return React.createElement(kind, Object.assign({ key: place, vectorEffect: "non-scaling-stroke" }, measures));
      });
    const box = "0 0 " + properties.box.join(" ");
    const plain = { className: properties.className, viewBox: box, preserveAspectRatio: "none", "aria-hidden": true };
    return React.createElement("svg", plain, drawn);
  }

  function isElement(part) {
    return part.length === 3 && typeof part[0] === "string" && part[1] !== null && part[1].constructor === Object;
  }

  /* Text, a list of parts, or an element as [tag, properties, children]. */
  function draw(part) {
    if (!Array.isArray(part)) return part;
    if (!isElement(part)) return React.createElement(React.Fragment, null, ...part.map(draw));
    const [tag, properties, children] = part;
    if (tag === "svg") return drawing(properties, children);
    if (!ELEMENTS.has(tag)) return null;
    return Array.isArray(children) && !isElement(children)
      ? React.createElement(tag, kept(properties), ...children.map(draw))
      : React.createElement(tag, kept(properties), draw(children));
  }

  function Still(props) {
    return React.useMemo(
      function () {
        return draw(props.tree);
      },
      [props.tree]
    );
  }

  window.tracker_still = { Still: Still };
})();
