/* Before anything is drawn: the theme that was chosen, so that a dark page never flashes white. */

"use strict";

window.tracker = window.tracker || {};

window.tracker.themes = {
  key: "mantine-color-scheme-value",
  order: ["auto", "light", "dark"],
  chosen: function () {
    try {
      return localStorage.getItem(this.key) || "auto";
    } catch {
      return "auto";
    }
  },
  next: function (name) {
    return this.order[(this.order.indexOf(name) + 1) % this.order.length];
  },
  choose: function (name) {
    try {
      localStorage.setItem(this.key, name);
    } catch {
      /* A browser that keeps nothing still turns. */
    }
    this.show();
  },
  seen: function () {
    return document.documentElement.getAttribute("data-mantine-color-scheme");
  },
  words: function () {
    const name = this.chosen();
    return "Theme: " + (name === "auto" ? "as the device says, " + this.seen() + " now" : name);
  },
  show: function () {
    const name = this.chosen();
    const dark = name === "dark" || (name === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
    document.documentElement.setAttribute("data-theme-choice", name);
  },
};

window.tracker.themes.show();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
  window.tracker.themes.show();
});
