// Keeps the page as the files are: asks for it again when something was saved, and changes only what differs.
"use strict";

const words = document.body.dataset;
const root = document.documentElement;
const inFrame = () => document.getElementById("packet");

/* ---- changing a page into another one ---------------------------------------------------------- */

const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.at || node.id : "");
const alike = (one, other) =>
  one.nodeType === other.nodeType && one.nodeName === other.nodeName && key(one) === key(other);

/** Change `old` into `fresh`; what is the same stays, with its scroll position, focus and answers. */
function morph(old, fresh) {
  if (!alike(old, fresh)) {
    old.replaceWith(old.ownerDocument.importNode(fresh, true));
  } else if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
  } else if (!old.isEqualNode(fresh)) {
    morphAttributes(old, fresh);
    morphChildren(old, fresh);
  }
}

function morphAttributes(old, fresh) {
  // What a person opened stays open; a packet is changed inside its own document.
  const kept = { DETAILS: ["open"], IFRAME: ["src", "data-shown"] }[old.nodeName] || [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
  }
}

function morphChildren(old, fresh) {
  const wantedKeys = new Set([...fresh.children].map(key));
  const named = new Map();
  for (const child of [...old.children]) {
    if (key(child) && !wantedKeys.has(key(child))) child.remove();
    else if (key(child)) named.set(key(child), child);
  }
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const match = key(wanted) ? named.get(key(wanted)) : at && alike(at, wanted) ? at : null;
    if (!match) {
      old.insertBefore(old.ownerDocument.importNode(wanted, true), at);
      continue;
    }
    // A frame that is moved loads again, so what stands before it goes, and only a new order moves anything.
    while (at && at !== match && !key(at)) at = without(at);
    if (match === at) at = at.nextSibling;
    else old.insertBefore(match, at);
    morph(match, wanted);
  }
  while (at) at = without(at);
}

function without(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/* ---- following the files ----------------------------------------------------------------------- */

let version = Number(root.dataset.version);
let told = version; // the newest version that we have heard of
let busy = false;
let source = null;

function listen() {
  if (source || document.hidden) return;
  source = new EventSource("/events");
  source.onmessage = (event) => {
    told = Number(event.data);
    refresh();
  };
  source.onopen = () => {
    if (document.getElementById("status").classList.contains("lost")) say("");
  };
  source.onerror = () => say(words.lost, true);
}

// A browser has six connections for all its tabs; those that nobody sees need none.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return listen();
  if (source) source.close();
  source = null;
});

function say(text, lost = false) {
  const status = document.getElementById("status");
  status.textContent = text;
  status.classList.toggle("lost", lost);
}

async function refresh() {
  if (busy) return;
  busy = true;
  try {
    while (version !== told) await follow();
  } catch (error) {
    if (error instanceof Fault) version = told; // asking again would not help
    else setTimeout(refresh, 1000);
    say(error instanceof Fault ? words.fault : words.lost, true);
  } finally {
    busy = false;
  }
}

/** The program could not make a page; its terminal says more. */
class Fault extends Error {}

async function load(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (answer.status >= 500) throw new Fault();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, address: answer.redirected ? answer.url : address };
}

async function follow() {
  const asked = told;
  const { page, address } = await load(location.pathname);
  if (!page.documentElement.dataset.version) throw new Error("no page of the preview");
  if (address !== location.pathname) history.replaceState(null, "", address);
  version = Math.max(asked, Number(page.documentElement.dataset.version));
  told = Math.max(told, version);
  document.title = page.title;
  changeSheets(document, page);
  keepMine(page);
  const before = inFrame()?.dataset.packet;
  morph(document.body, page.body);
  count();
  say(document.querySelector("#problems h2")?.textContent || words.updated);
  const frame = inFrame();
  if (!frame) return;
  attend(frame);
  if (before && before !== frame.dataset.packet) frame.src = `/frame/${frame.dataset.packet}`;
  else if (before) await followInside(frame);
  if (picked) await ask(frame, picked, { again: true });
}

function changeSheets(old, fresh) {
  for (const link of old.querySelectorAll("link[rel=stylesheet], link[rel=icon]")) {
    const other = fresh.querySelector(`link[rel=${link.rel}]`);
    if (other && other.getAttribute("href") !== link.getAttribute("href")) link.href = other.getAttribute("href");
  }
}

/** What this window alone knows goes into the fresh page before it is taken over. */
function keepMine(page) {
  for (const id of ["status", "show-change", "where"]) {
    const mine = document.getElementById(id);
    const theirs = page.getElementById(id);
    if (mine && theirs) theirs.replaceWith(page.importNode(mine, true));
  }
  for (const id of ["menu", "tree"]) {
    const theirs = page.getElementById(id);
    if (id === "tree") theirs.className = document.getElementById(id).className;
    else theirs.setAttribute("aria-expanded", document.getElementById(id).getAttribute("aria-expanded"));
  }
}

/* ---- the packet -------------------------------------------------------------------------------- */

let picked = ""; // the block that was asked about
let changed = []; // blocks that have just changed

const entered = new WeakSet(); // documents
const attended = new WeakSet(); // frames

const blocks = (frame) => [...frame.contentDocument.querySelectorAll("[data-at]")];
const block = (frame, name) => frame.contentDocument.querySelector(`[data-at="${CSS.escape(name)}"]`);

/** The words of a block without those of marks in it. */
function said(element) {
  const marks = [...element.querySelectorAll(".mark")].map((mark) => `${mark.textContent} `);
  return marks.reduce((text, mark) => text.replace(mark, ""), element.textContent);
}

async function followInside(frame) {
  const inside = frame.contentDocument;
  if (!inside?.body || frame.dataset.sum === frame.dataset.shown) return;
  const sum = frame.dataset.sum;
  const { page } = await load(`/frame/${frame.dataset.packet}`);
  if (!page.querySelector("main")) return; // what was right last stays
  const before = new Set(blocks(frame).map(said));
  const anchor = blocks(frame).find((each) => each.getBoundingClientRect().bottom > 0);
  const top = anchor?.getBoundingClientRect().top;
  const name = anchor?.dataset.at;
  const ours = anchor && said(anchor);
  changeSheets(inside, page);
  inside.title = page.title;
  morph(inside.body, page.body);
  // Addresses that are counted move when a paragraph is added: what a person reads is known by its words.
  const same = blocks(frame).filter((each) => said(each) === ours);
  const now = same.find((each) => each.dataset.at === name) || same[0] || (name && block(frame, name));
  if (now) frame.contentWindow.scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
  frame.dataset.shown = sum;
  pick(frame, picked);
  const fresh = blocks(frame).filter((each) => !before.has(said(each)));
  notice(frame, fresh.filter((each) => !fresh.some((other) => other !== each && each.contains(other))));
}

/** Show for a moment what has changed, and offer to go there. */
function notice(frame, found) {
  for (const each of changed) each.classList.remove("just");
  changed = found;
  for (const each of changed) each.classList.add("just");
  setTimeout(() => found.forEach((each) => each.classList.remove("just")), 3000);
  const out = changed.length && !changed.some((each) => isSeen(frame, each));
  document.getElementById("show-change").hidden = !out;
  if (changed.length) say(words.changed);
}

function isSeen(frame, element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < frame.contentWindow.innerHeight;
}

function show(frame, element) {
  if (!element) return;
  element.tabIndex = element.tabIndex < 0 ? -1 : element.tabIndex;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

function pick(frame, name) {
  picked = name;
  for (const each of frame.contentDocument.querySelectorAll(".picked")) each.classList.remove("picked");
  if (name) block(frame, name)?.classList.add("picked");
}

/** Ask where a block is written. */
async function ask(frame, name, { move = false, again = false } = {}) {
  pick(frame, name);
  const { page } = await load(`/where/${frame.dataset.packet}?block=${encodeURIComponent(name)}`);
  const fresh = page.getElementById("where");
  if (!fresh || picked !== name) return;
  document.getElementById("where").replaceWith(document.importNode(fresh, true));
  if (!again) block(frame, name)?.scrollIntoView({ block: "nearest" }); // what opened below may cover it
  if (move) document.querySelector("#where a, #where button")?.focus();
}

/** Listen in a packet; it has no scripts of its own. */
function enter(frame) {
  const inside = frame.contentDocument;
  if (entered.has(inside) || !inside.querySelector("main")) return;
  entered.add(inside);
  frame.dataset.shown = frame.dataset.sum;
  inside.addEventListener("click", (event) => {
    if (event.target.closest("a, input, select, textarea")) return;
    const found = event.target.closest("[data-at]");
    if (found && !frame.contentWindow.getSelection().toString()) ask(frame, found.dataset.at);
  });
  inside.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close(frame);
    const here = event.target;
    if (!here.dataset?.at || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") ask(frame, here.dataset.at, { move: true });
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(frame, here, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  });
  if (picked) pick(frame, picked);
}

/** From one paragraph to the next: only one of them is a stop of the tab key. */
function step(frame, here, by) {
  const all = blocks(frame).filter((each) => each.getClientRects().length);
  const next = all[all.indexOf(here) + by];
  if (!next) return;
  here.removeAttribute("tabindex");
  next.tabIndex = 0;
  next.focus();
}

function close(frame) {
  const where = document.getElementById("where");
  if (!where || where.hidden) return;
  where.hidden = true;
  where.replaceChildren();
  const back = frame && picked && block(frame, picked);
  if (frame) pick(frame, "");
  if (back) {
    back.tabIndex = 0;
    back.focus({ preventScroll: true });
  }
}

/* ---- what can be pressed ----------------------------------------------------------------------- */

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const frame = inFrame();
  if (!button) return;
  if (button.id === "menu") {
    const open = document.getElementById("tree").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  } else if (button.id === "show-change" && frame) {
    button.hidden = true;
    show(frame, changed[0]);
  } else if ("close" in button.dataset) close(frame);
  else if (button.dataset.show && frame) {
    show(frame, block(frame, button.dataset.show) || frame.contentDocument.getElementById(button.dataset.show));
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.getElementById("menu");
  if (document.getElementById("tree").classList.contains("open")) menu.click(), menu.focus();
  else close(inFrame());
});

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target, event.submitter);
  event.submitter.disabled = true;
  try {
    await fetch(event.target.action, { method: "POST", body: new URLSearchParams(form) });
  } catch (error) {
    say(words.lost, true);
  }
});

/** How long a file has been in the making. */
const begun = new WeakMap();
function count() {
  for (const each of document.querySelectorAll(".making")) {
    const at = performance.now() - Number(each.dataset.since);
    // The server is asked now and then, and its answer is a little old each time.
    if (!begun.has(each) || Math.abs(begun.get(each)[1] - Number(each.dataset.since)) > 0) begun.set(each, [at, Number(each.dataset.since)]);
    each.querySelector(".seconds").textContent = `${Math.floor((performance.now() - begun.get(each)[0]) / 1000)} s`;
  }
}
setInterval(count, 500);

/** Enter a packet as soon as it is there. */
function attend(frame) {
  if (!attended.has(frame)) frame.addEventListener("load", () => enter(frame));
  attended.add(frame);
  if (frame.contentDocument?.readyState === "complete") enter(frame);
}

if (inFrame()) attend(inFrame());
count();
listen();
