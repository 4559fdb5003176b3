/* Draws the shapes of dashboards/drawing.py. It knows five kinds of shape and nothing else. */

"use strict";

(function () {
  const KINDS = new Set(["circle", "line", "path", "polyline", "rect"]);

  function Drawing(props) {
    const shapes = (props.shapes || [])
      .filter(function (shape) {
        return KINDS.has(shape[0]);
      })
      .map(function (shape, place) {
        return React.createElement(shape[0], Object.assign({ key: place, vectorEffect: "non-scaling-stroke" }, shape[1]));
      });
    return React.createElement(
      "svg",
      {
        className: props.className,
        viewBox: "0 0 " + props.width + " " + props.height,
        preserveAspectRatio: "none",
        "aria-hidden": true,
        focusable: "false",
      },
      shapes
    );
  }

  window.tracker_drawing = { Drawing: Drawing };
})();
