/** What a browser calls itself, in two words: which browser, on what. */
const BROWSERS = [
  ["YaBrowser", "Yandex"],
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

/** As it was said, where nothing of it is known. */
export function deviceOf(said: string): string {
  const browser = BROWSERS.find(([sign]) => said.includes(sign))?.[1];
  const system = SYSTEMS.find((one) => said.includes(one));
  return [browser, system].filter(Boolean).join(", ") || said;
}
