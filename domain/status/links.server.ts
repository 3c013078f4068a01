import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link in a mail is good for. One of the one kind opens nothing of the other. */
export type LinkPurpose = "confirm" | "unsubscribe";

/** What a link carries: whole numbers, and their signature by the page's key. */
export function signedToken(signingKey: string, purpose: LinkPurpose, parts: readonly number[]): string {
  const text = parts.join(".");
  return `${text}.${signatureOf(signingKey, purpose, text)}`;
}

/** The numbers of a token that this page has signed for this purpose; null for any other text. */
export function readToken(signingKey: string, purpose: LinkPurpose, token: string): number[] | null {
  const match = /^(\d{1,16}(?:\.\d{1,16}){0,3})\.([\w-]{43})$/.exec(token);
  if (!match) return null;
  const [, text = "", signature = ""] = match;
  const wanted = Buffer.from(signatureOf(signingKey, purpose, text));
  return timingSafeEqual(wanted, Buffer.from(signature)) ? text.split(".").map(Number) : null;
}

/** Where a link of a page leads. `base` is the extranet's public address. */
export function statusLink(base: URL, slug: string, purpose?: LinkPurpose, token = ""): string {
  const page = new URL(`/status/${slug}`, base);
  return purpose ? `${page.href}/${purpose}?token=${token}` : page.href;
}

function signatureOf(signingKey: string, purpose: LinkPurpose, text: string): string {
  return createHmac("sha256", Buffer.from(signingKey, "hex")).update(`${purpose}:${text}`).digest("base64url");
}
