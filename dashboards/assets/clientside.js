/* What runs in the browser alone: opening links without loading the page anew, the theme, and the search. */

"use strict";

window.dash_clientside = window.dash_clientside || {};

window.dash_clientside.tracker = {
  /* A page has come: name it in the tab and to those who listen. */
  arrive: function (title) {
    if (!title) return window.dash_clientside.no_update;
    document.title = title;
    return title;
  },

  /* Light, dark, as the device says: one press goes on to the next. Tell which one is seen, and the button's name. */
  turn_theme: function (presses) {
    const themes = window.tracker.themes;
    if (presses) themes.choose(themes.next(themes.chosen()));
    const words = themes.words();
    return [themes.seen(), words, words];
  },
};

window.tracker = Object.assign(window.tracker || {}, {
  /* Whether a click on a link is ours to answer: plain, same place, no file. */
  isOurs: function (event, anchor, here) {
    if (!anchor || event.defaultPrevented || event.button !== 0) return false;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
    if (anchor.target || anchor.hasAttribute("download")) return false;
    const to = new URL(anchor.href, here.href);
    if (to.origin !== here.origin || /^\/(files|download)\//.test(to.pathname)) return false;
    return !(to.pathname === here.pathname && to.search === here.search && to.hash);
  },

  /* The address of a search, with the period and phase in force. */
  searchAddress: function (words, search) {
    const now = new URLSearchParams(search);
    const next = new URLSearchParams();
    for (const name of ["period", "phase"]) if (now.has(name)) next.set(name, now.get(name));
    next.set("q", words);
    return "/search?" + next.toString();
  },

  /* Go to an address of ours. */
  go: function (href) {
    const leaves = new URL(href, location.href).pathname !== location.pathname;
    history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (!leaves) return;
    window.scrollTo(0, 0);
    const main = document.getElementById("main");
    if (main) main.focus({ preventScroll: true });
  },
});

document.addEventListener("click", function (event) {
  const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
  document.querySelectorAll("details.period[open]").forEach(function (menu) {
    if (!menu.contains(event.target) || anchor) menu.open = false;
  });
  if (!window.tracker.isOurs(event, anchor, window.location)) return;
  event.preventDefault();
  window.tracker.go(anchor.href);
});

document.addEventListener("submit", function (event) {
  if (event.target.getAttribute("role") !== "search") return;
  event.preventDefault();
  const words = new FormData(event.target).get("q") || "";
  window.tracker.go(window.tracker.searchAddress(words, window.location.search));
});

document.addEventListener("keydown", function (event) {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.period[open]").forEach(function (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

/* The library's file field has no name of its own: those who listen need one. */
new MutationObserver(function () {
  document.querySelectorAll(".drop input[type=file]:not([aria-label])").forEach(function (field) {
    field.setAttribute("aria-label", "Workbook to take in");
  });
}).observe(document.documentElement, { childList: true, subtree: true });

/* Print shows what is folded away. */
window.addEventListener("beforeprint", function () {
  document.querySelectorAll("details.tucked:not([open])").forEach(function (part) {
    part.open = true;
    part.dataset.opened = "print";
  });
});
window.addEventListener("afterprint", function () {
  document.querySelectorAll("details.tucked[data-opened]").forEach(function (part) {
    part.open = false;
    delete part.dataset.opened;
  });
});
