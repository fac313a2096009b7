/** Begun before the console is there: its colours, its language, its first questions. Imports nothing. */

const LANGUAGE_KEPT = "omnihub.language";
const SCHEME_KEPT = "mantine-color-scheme-value";
const GOOD_FOR_MILLISECONDS = 15_000;
const FIRST_ROWS = 50;
/** In the order in which the list asks for them. */
const NARROWING = ["label", "channel", "assignee"];

/** An answer on its way; undefined once it turned out that there is none. */
type Coming = Promise<Response | undefined>;
const coming = new Map<string, { at: number; answer: Coming }>();

/** What this was answered already: to whoever asks first, and soon; then it is asked anew. */
export async function begun({ method, url }: Request): Coming {
  const found = method === "GET" ? coming.get(url) : undefined;
  coming.delete(url);
  return found && Date.now() - found.at < GOOD_FOR_MILLISECONDS ? found.answer : undefined;
}

export function keepLanguage(language: string) {
  localStorage.setItem(LANGUAGE_KEPT, language);
}

export function preferredLanguage(): "ru" | "en" {
  const kept = localStorage.getItem(LANGUAGE_KEPT) ?? navigator.language.slice(0, 2);
  return kept === "en" ? "en" : "ru";
}

/** What the page at this address asks first; at a door nobody has signed in yet. */
export function firstQuestions({ pathname, search }: { pathname: string; search: string }) {
  const [, page = "", folder] = pathname.split("/");
  if (page === "sign-in" || page === "welcome") return [];
  if (page === "view") return ["/v1/me", "/v1/views", "/v1/conversations/counts"];
  if (page !== "" && page !== "inbox") return ["/v1/me"];
  return ["/v1/me", listed(folder || "mine", search), "/v1/views", "/v1/conversations/counts"];
}

function listed(folder: string, search: string) {
  const asked = new URLSearchParams(search);
  const narrowed = NARROWING.flatMap((field) => {
    const value = asked.get(field);
    return value ? [`${field}=${encodeURIComponent(value)}`] : [];
  });
  return `/v1/conversations?${[`folder=${folder}`, ...narrowed, `limit=${FIRST_ROWS}`].join("&")}`;
}

function ask(path: string) {
  const asked = fetch(path, { headers: { "X-Omnihub": "console" } });
  const { href } = new URL(path, location.href);
  coming.set(href, { at: Date.now(), answer: asked.catch(() => undefined) });
}

/** As the console will look: what is shown until then goes by these. */
function look({ pathname }: { pathname: string }) {
  const [, page = "", folder = "mine", conversation] = pathname.split("/");
  const root = document.documentElement;
  root.lang = preferredLanguage();
  if (["", "inbox", "view"].includes(page)) root.dataset.shell = "inbox";
  else if (page !== "sign-in" && page !== "welcome") root.dataset.shell = "frame";
  if (page === "" || page === "inbox") root.dataset.folder = folder;
  if (conversation) root.dataset.open = "";
  const scheme = localStorage.getItem(SCHEME_KEPT);
  if (scheme === "light" || scheme === "dark") root.dataset.mantineColorScheme = scheme;
}

look(location);
for (const path of firstQuestions(location)) ask(path);
