/** Words that the extranet's own addresses use; a client, project or machine of that name could not be reached. */
const RESERVED = new Set(["new", "live", "watch", "users", "machines"]);

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/** Whether the text may be the address of a client, a project or an application: a-z, 0-9 and inner hyphens, 60 at most. */
export function isSlug(text: string): boolean {
  return SLUG.test(text) && !RESERVED.has(text);
}

/** An address made of a name: "Éléphant & Cie" gives "elephant-cie". Empty where nothing is left of it. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
}
