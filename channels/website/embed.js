/* Shows a form of the hub where this script's tag stands, and remembers where the visitor came from.
 *
 *   <script src="https://hub.example/hooks/site/embed.js" data-form="callback" async></script>
 *
 * data-field-<name>="..." fills a field beforehand, hidden ones too. data-visits tells of visits from
 * campaigns on pages without a form. Foreign text only ever becomes textContent; there is no eval, no
 * inline style, no cookie: a strict Content-Security-Policy needs the hub's origin in script-src and
 * connect-src, nothing else. Classes: omnihub-form, -row, -field, -required, -error, -consent, -thanks.
 */
(() => {
  "use strict";

  const tag = document.currentScript;
  if (!tag) return;
  const CAMPAIGN = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];
  const MARKS = [...CAMPAIGN, "gclid", "yclid", "fbclid", "ad_id"];
  const MEMORY = "omnihub";
  const LANDING = "omnihub-landing";
  const TOLD = "omnihub-told";
  const PATIENCE_MILLISECONDS = 20000;
  const INPUTS = { phone: "tel", email: "email", hidden: "hidden", checkbox: "checkbox", file: "file" };
  const AUTOFILL = { phone: "tel", email: "email", name: "name" };
  const at = (path) => new URL(path, tag.src).href;

  // randomUUID is there only on pages that came by https.
  function random() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
    return bytes.map((byte) => (byte + 256).toString(16).slice(1)).join("");
  }

  // A browser may refuse its stores; then the page itself remembers, for as long as it is open.
  function recall(store, key) {
    try {
      return JSON.parse(window[store].getItem(key));
    } catch (refused) {
      return null;
    }
  }

  function keep(store, key, value) {
    try {
      window[store].setItem(key, JSON.stringify(value));
    } catch (refused) {
      return;
    }
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // -- where the visitor came from

  function arrival() {
    const touch = { at: Date.now(), landing: location.href, referrer: document.referrer };
    const query = new URLSearchParams(location.search);
    for (const mark of MARKS) if (query.get(mark)) touch[mark] = query.get(mark);
    return touch;
  }

  const isMarked = (touch) => MARKS.some((mark) => touch[mark]);

  function isFromElsewhere(touch) {
    try {
      return new URL(touch.referrer).host !== location.host;
    } catch (none) {
      return false;
    }
  }

  function remembered() {
    let memory = recall("localStorage", MEMORY);
    const touch = arrival();
    const isReload = recall("sessionStorage", LANDING) === touch.landing;
    const isWhole = memory && memory.visitor && memory.first && memory.last;
    if (!isWhole) memory = { visitor: random(), first: touch, last: touch };
    else if (!isReload && (isMarked(touch) || isFromElsewhere(touch))) memory.last = touch;
    keep("sessionStorage", LANDING, touch.landing);
    keep("localStorage", MEMORY, memory);
    return memory;
  }

  // The hub answers with the time as it has it: the form that follows then tells of the same touch.
  async function tellVisit(memory) {
    const { visitor, first, last } = memory;
    if (!isMarked(last) || recall("sessionStorage", TOLD)) return;
    keep("sessionStorage", TOLD, true);
    const answer = await send(at("visit"), { visitor, touch: last });
    if (!answer.ok || !answer.told.at) return;
    if (first.at === last.at) first.at = answer.told.at;
    last.at = answer.told.at;
    keep("localStorage", MEMORY, memory);
  }

  // -- the wire; a network that fails is told by `ok: false` as well

  async function send(url, said) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MILLISECONDS);
    const asked = { method: "POST", body: said, credentials: "omit", signal: stop.signal };
    if (!(said instanceof FormData)) {
      asked.body = JSON.stringify(said);
      asked.headers = { "Content-Type": "application/json" };
    }
    try {
      const response = await fetch(url, asked);
      return { ok: response.ok, told: await response.json() };
    } catch (failure) {
      return { ok: false, told: {} };
    } finally {
      clearTimeout(timer);
    }
  }

  // -- the form

  function build(definition, memory) {
    const form = element("form", "omnihub-form");
    const parts = { form, definition, memory, inputs: {}, errors: {} };
    form.lang = definition.language;
    form.appendChild(element("h3", "", definition.title));
    for (const field of definition.fields) addField(parts, field);
    addHoneypot(parts);
    if (definition.consent) addConsent(parts, definition.consent);
    parts.button = element("button", "", definition.words.send);
    parts.button.type = "submit";
    parts.status = element("p", "omnihub-status");
    parts.status.setAttribute("role", "status");
    form.append(parts.button, parts.status);
    begin(parts);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(parts);
    });
    return form;
  }

  function begin(parts) {
    parts.submission = random();
    parts.opened = Date.now();
    parts.start = performance.now();
    for (const { name, type } of parts.definition.fields) {
      const given = tag.getAttribute("data-field-" + name);
      if (given === null || type === "file") continue;
      if (type === "checkbox") parts.inputs[name].checked = given === "true";
      else parts.inputs[name].value = given;
    }
  }

  function addField(parts, field) {
    const input = field.type === "select" ? choice(field) : control(field);
    input.name = field.name;
    input.required = field.required && field.type !== "hidden";
    if (AUTOFILL[field.type]) input.autocomplete = AUTOFILL[field.type];
    parts.inputs[field.name] = input;
    if (field.type === "hidden") parts.form.appendChild(input);
    else parts.form.appendChild(labelled(parts, field.name, field.label, field.required, input));
  }

  function control(field) {
    const input = element(field.type === "textarea" ? "textarea" : "input");
    if (field.type !== "textarea") input.type = INPUTS[field.type] || "text";
    if (field.type === "number") input.inputMode = "decimal";
    if (field.type !== "checkbox" && field.type !== "file") input.maxLength = field.max_length;
    return input;
  }

  function choice(field) {
    const select = element("select");
    select.appendChild(element("option"));
    for (const option of field.options) {
      const made = element("option", "", option);
      made.value = option;
      select.appendChild(made);
    }
    return select;
  }

  function labelled(parts, name, text, required, input) {
    const label = element("label", "omnihub-field");
    const words = element("span", "", text);
    if (required) {
      const mark = element("span", "omnihub-required", " *");
      mark.setAttribute("aria-hidden", "true");
      words.appendChild(mark);
    }
    parts.errors[name] = element("span", "omnihub-error");
    parts.errors[name].setAttribute("role", "alert");
    const isTick = input.type === "checkbox";
    label.append(...(isTick ? [input, " ", words] : [words, element("br"), input]), " ");
    label.append(parts.errors[name]);
    const row = element("p", "omnihub-row");
    row.append(label);
    return row;
  }

  // Hidden, not moved aside: browsers do not fill it in by themselves then, nor do readers read it.
  function addHoneypot(parts) {
    const box = element("div");
    parts.honeypot = element("input");
    box.hidden = true;
    parts.honeypot.type = "text";
    parts.honeypot.name = parts.definition.honeypot;
    parts.honeypot.autocomplete = "off";
    parts.honeypot.tabIndex = -1;
    box.append(parts.honeypot);
    parts.form.append(box);
  }

  function addConsent(parts, consent) {
    parts.consent = element("input");
    parts.consent.type = "checkbox";
    parts.consent.required = consent.required;
    const row = labelled(parts, "_consent", consent.text, consent.required, parts.consent);
    row.className += " omnihub-consent";
    parts.form.append(row);
  }

  // -- sending

  function values(parts) {
    const { visitor, first, last } = parts.memory;
    const said = {
      _submission: parts.submission,
      _opened: parts.opened,
      _sent: parts.opened + Math.round(performance.now() - parts.start),
      _visitor: visitor,
      _page: location.href,
      _touches: first.at === last.at ? [last] : [first, last],
    };
    if (parts.consent && parts.consent.checked) said._consent = parts.definition.consent.version;
    if (parts.honeypot.value) said[parts.definition.honeypot] = parts.honeypot.value;
    for (const { name, type } of parts.definition.fields) {
      const input = parts.inputs[name];
      if (type === "checkbox") said[name] = input.checked;
      else if (type === "file") said[name] = input.files[0] || "";
      else said[name] = input.value;
    }
    return said;
  }

  function asMultipart(said) {
    const data = new FormData();
    for (const [name, value] of Object.entries(said)) {
      data.append(name, name === "_touches" ? JSON.stringify(value) : value);
    }
    return data;
  }

  async function submit(parts) {
    const { definition, button } = parts;
    if (button.disabled) return;
    button.disabled = true;
    const said = values(parts);
    const hasFile = definition.fields.some((field) => field.type === "file");
    show(parts, definition.words.sending, []);
    const answer = await send(at("forms/" + definition.name), hasFile ? asMultipart(said) : said);
    if (answer.ok) thank(parts, answer.told.thanks);
    else show(parts, answer.told.title || definition.words.failed, answer.told.errors || []);
    button.disabled = false;
  }

  function thank(parts, thanks) {
    parts.form.reset();
    begin(parts);
    show(parts, thanks || parts.definition.words.received, []);
    parts.status.className += " omnihub-thanks";
  }

  // What is wrong with a field that nobody sees is said below, with what is wrong in general.
  function show(parts, text, errors) {
    const unseen = errors.filter((error) => !parts.errors[error.field]);
    parts.status.className = "omnihub-status";
    parts.status.textContent = [text, ...unseen.map((error) => error.message)].join(" ");
    for (const name of Object.keys(parts.errors)) {
      const error = errors.find((one) => one.field === name);
      const input = name === "_consent" ? parts.consent : parts.inputs[name];
      parts.errors[name].textContent = error ? error.message : "";
      if (error) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  async function showForm(name, memory) {
    const response = await fetch(at(`forms/${encodeURIComponent(name)}.json`), { credentials: "omit" });
    if (!response.ok) throw new Error(`the hub has no form ${name} for this page`);
    const definition = await response.json();
    tag.parentNode.insertBefore(build(definition, memory), tag.nextSibling);
    if (definition.visits) await tellVisit(memory);
  }

  const memory = remembered();
  const name = tag.getAttribute("data-form");
  if (tag.hasAttribute("data-visits")) tellVisit(memory);
  if (name) showForm(name, memory).catch((error) => console.error("omnihub:", error));
})();
