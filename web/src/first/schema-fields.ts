/** The fields of a form, from the JSON schema of a channel's settings. */
export interface Field {
  name: string;
  title: string;
  description: string;
  type: "text" | "number" | "switch" | "choice" | "list";
  required: boolean;
  secret: boolean;
  options: string[];
  initial: string | boolean;
}

interface Property {
  title?: string;
  description?: string;
  type?: string;
  enum?: string[];
  default?: unknown;
  anyOf?: Property[];
}

interface Schema {
  properties?: Record<string, Property>;
  required?: string[];
}

export function fieldsOf(schema: object, secrets: readonly string[]): Field[] {
  const { properties = {}, required = [] } = schema as Schema;
  return Object.entries(properties).map(([name, said]) => {
    const property = { ...said.anyOf?.find((one) => one.type !== "null"), ...said };
    return {
      name,
      title: property.title ?? name,
      description: property.description ?? "",
      type: typeOf(property),
      required: required.includes(name),
      secret: secrets.includes(name),
      options: property.enum ?? [],
      initial: initialOf(property),
    };
  });
}

function typeOf({ type, enum: options }: Property): Field["type"] {
  if (options) return "choice";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "switch";
  return type === "array" ? "list" : "text";
}

function initialOf({ type, default: value }: Property): string | boolean {
  if (type === "boolean") return value === true;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What was typed, as the schema wants it; what is as it was is left out. */
export function settingsOf(
  fields: readonly Field[],
  typed: Record<string, string | boolean>,
): Record<string, unknown> {
  const said = fields
    .map((field) => [field, typed[field.name] ?? field.initial] as const)
    .filter(([field, value]) => field.required || value !== field.initial)
    .map(([field, value]) => [field.name, wanted(field, value)] as const);
  return Object.fromEntries(said);
}

function wanted({ type }: Field, value: string | boolean): unknown {
  if (typeof value === "boolean") return value;
  if (type === "number") return Number(value);
  if (type === "list")
    return value
      .split(/[\n,]/)
      .map((one) => one.trim())
      .filter(Boolean);
  return value.trim();
}
