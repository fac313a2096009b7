/* A browser of a few lines: runs embed.js on a page, does what a visitor does, tells what was seen.
 *
 * Reads a story from standard input: {tag, location, referrer, stores, definition, answers, steps};
 * an answer is {status, body} or null, where the network fails. Steps: ["type", name, text],
 * ["tick", name], ["wait", milliseconds], ["submit"] and ["press"] (a submit while one is going on).
 * Writes {requests, seen, stores}; what is seen is every element, as [name, class, text, state].
 */
"use strict";
const fs = require("fs");
const vm = require("vm");

class Element {
  constructor(name) {
    Object.assign(this, { tagName: name, children: [], attributes: {}, listeners: {}, text: "" });
    Object.assign(this, { className: "", value: "", checked: false, files: [] });
  }
  set textContent(text) {
    this.text = String(text);
  }
  set innerHTML(text) {
    throw new Error("innerHTML is not for foreign words: " + text);
  }
  get nextSibling() {
    return null;
  }
  append(...children) {
    for (const child of children) if (typeof child !== "string") this.appendChild(child);
  }
  appendChild(child) {
    child.parentNode = this;
    this.children.push(child);
  }
  insertBefore(child) {
    this.appendChild(child);
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  getAttribute(name) {
    return name in this.attributes ? this.attributes[name] : null;
  }
  hasAttribute(name) {
    return name in this.attributes;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }
  reset() {
    this.all().forEach((one) => Object.assign(one, { value: "", checked: false }));
  }
  all() {
    return this.children.flatMap((child) => [child, ...child.all()]);
  }
}

function store(given) {
  if (given === null) return undefined;
  return {
    given,
    getItem: (key) => (key in given ? given[key] : null),
    setItem: (key, value) => (given[key] = value),
  };
}

const story = JSON.parse(fs.readFileSync(0, "utf-8"));
const page = new Element("body");
const tag = new Element("script");
tag.src = "https://hub.example/hooks/site/embed.js";
tag.attributes = story.tag;
page.appendChild(tag);
const requests = [];
let now = story.now;

function answer(status, body) {
  return { ok: status < 400, status, json: async () => body };
}

async function fetch(url, asked) {
  const multipart = asked.body instanceof FormData;
  const body = multipart ? Object.fromEntries(asked.body) : asked.body && JSON.parse(asked.body);
  requests.push({ url, method: asked.method || "GET", multipart, body });
  if (url.endsWith(".json")) return answer(story.definition ? 200 : 404, story.definition);
  const next = story.answers.shift();
  if (!next) throw new TypeError("the network is gone");
  return answer(next.status, next.body);
}

const world = {
  document: { currentScript: tag, referrer: story.referrer, createElement: (n) => new Element(n) },
  location: new URL(story.location),
  localStorage: store(story.stores.local),
  sessionStorage: store(story.stores.session),
  performance: { now: () => now },
  Date: { now: () => now },
  console: { error: () => {} },
  setTimeout: () => 0,
  clearTimeout: () => {},
  ...{ fetch, URL, URLSearchParams, AbortController, FormData, crypto, JSON },
};
world.window = world;

function named(name) {
  if (name === "_consent") {
    return page.all().find((one) => one.className.includes("consent")).children[0].children[0];
  }
  return page.all().find((one) => one.name === name);
}

function submit() {
  const form = page.all().find((one) => one.tagName === "form");
  form.listeners.submit({ preventDefault: () => {} });
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function play([verb, ...given]) {
  if (verb === "type") named(given[0]).value = given[1];
  if (verb === "tick") named(given[0]).checked = true;
  if (verb === "wait") now += given[0];
  if (verb === "press" || verb === "submit") submit();
  if (verb !== "press") await settled();
}

async function main() {
  vm.runInNewContext(fs.readFileSync(process.argv[2], "utf-8"), world);
  await settled();
  for (const step of story.steps) await play(step);
  const seen = page.all().map((one) => {
    const { value, checked, disabled, required, type, hidden } = one;
    const state = { name: one.name, value, checked, disabled, required, type, hidden };
    return [one.tagName, one.className, one.text, { ...state, ...one.attributes }];
  });
  process.stdout.write(JSON.stringify({ requests, seen, stores: story.stores }));
}

main();
