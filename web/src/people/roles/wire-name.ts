/** The name of a new role on the wire: from its title where that is Latin, and nobody else's. */
const LONGEST = 40;

export function wireName(title: string, taken: readonly string[]): string {
  const latin = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  const plain = latin.slice(0, LONGEST) || "role";
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain}_${number}`;
    if (!taken.includes(name)) return name;
  }
}
