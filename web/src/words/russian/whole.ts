/** All that there are Russian words for, by file: one piece to be fetched. */
type Catalogue = Record<string, string>;

export default import.meta.glob<Catalogue>("./*.json", { eager: true, import: "default" });
