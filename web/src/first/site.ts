/** The form that a website gets to begin with. */
export const FORM = "callback";

interface Words {
  title: string;
  name: string;
  phone: string;
  email: string;
  comment: string;
}

/** `own`: this hub's own origin, so that one can try the form here. */
export function siteSettings(site: string, own: string, language: string, words: Words) {
  const origins = [...new Set([originOf(site), own].filter(Boolean))];
  const fields = [
    { name: "name", label: words.name, type: "name" },
    { name: "phone", label: words.phone, type: "phone" },
    { name: "email", label: words.email, type: "email" },
    { name: "comment", label: words.comment, type: "textarea" },
  ];
  return { origins, forms: [{ name: FORM, title: words.title, language, fields }] };
}

/** As browsers write it; "" where it is no address of a site. */
export function originOf(typed: string): string {
  const site = typed.trim();
  if (!site) return "";
  try {
    return new URL(/^https?:\/\//i.test(site) ? site : `https://${site}`).origin;
  } catch {
    return "";
  }
}

/** What stands on the page where the form is to be. */
export const snippetOf = (own: string, account: string) =>
  `<script src="${own}/hooks/${account}/embed.js" data-form="${FORM}" async></script>`;
