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

  /* The button that confirms what is ticked: how many that is, and no press while it is none. */
  tell_chosen: function (ticks) {
    const chosen = ticks.filter(Boolean).length;
    return [chosen ? "Confirm " + chosen + " chosen" : "Choose some to confirm them", !chosen];
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

  /* What is said of a file that is too large or not alone; nothing where it may go on. The server says the same. */
  refusal: function (files, largest) {
    const megabytes = function (octets) {
      return (Math.ceil(octets / 100000) / 10).toLocaleString("en-US") + "\u00a0MB";
    };
    if (files.length > 1) return "One file at a time: " + files.length + " were dropped, and none was taken in.";
    if (!files.length || !largest || files[0].size <= largest) return "";
    const most = "a file taken in here may have " + megabytes(largest) + " at most. Nothing was sent.";
    return files[0].name + " has " + megabytes(files[0].size) + "; " + most;
  },

  /* Bring the cell of a source link into sight: its grid to the cell, the window to the words that name it. */
  reveal: function (words, cell) {
    const frame = cell && cell.closest(".grid-frame");
    if (frame) {
      const to = cell.getBoundingClientRect();
      const from = frame.getBoundingClientRect();
      frame.scrollTop += to.top - from.top - (frame.clientHeight - to.height) / 2;
      frame.scrollLeft += to.left - from.left - (frame.clientWidth - to.width) / 2;
    }
    words.scrollIntoView({ block: "start" });
    (cell || words).focus({ preventScroll: true });
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

/* A source link ends at its cell, whether the page is loaded anew or drawn into the one that is there. */
let sought = null;
new MutationObserver(function () {
  const words = document.querySelector("[data-sought]");
  const now = words && words.dataset.sought + location.search;
  if (now === sought) return;
  sought = now;
  if (words) window.tracker.reveal(words, document.getElementById(words.dataset.sought));
}).observe(document.documentElement, {
  attributeFilter: ["data-sought"],
  childList: true,
  subtree: true,
});

/* A file that cannot come in is refused here, before a byte of it is sent, and in words. */
function refuse(event, files) {
  const drop = event.target instanceof Element ? event.target.closest(".drop") : null;
  const told = document.querySelector(".drop [data-largest]");
  const place = document.getElementById("imports-refused");
  if (!drop || !told || !place) return;
  const words = window.tracker.refusal(files || [], Number(told.dataset.largest));
  place.textContent = words;
  place.hidden = !words;
  if (!words) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type === "change") event.target.value = "";
  else event.target.dispatchEvent(new DragEvent("dragleave", { bubbles: true }));
}
document.addEventListener(
  "change",
  function (event) {
    if (event.target.type === "file") refuse(event, event.target.files);
  },
  true
);
document.addEventListener(
  "drop",
  function (event) {
    refuse(event, event.dataTransfer && event.dataTransfer.files);
  },
  true
);

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
