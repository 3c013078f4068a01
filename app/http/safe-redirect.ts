import { redirect } from "@remix-run/node";

/** Redirects inside this site only; where `to` points anywhere else, or nowhere, it goes to `otherwise`. */
export function safeRedirect(to: unknown, init?: number | ResponseInit, otherwise = "/"): Response {
  return redirect(safePath(to, otherwise), init);
}

/**
 * The path, query and fragment of `to` when a browser would stay on this site, else `otherwise`. Browsers take `\` for `/`
 * and drop tabs and line ends before they parse, so "/\t/evil.example" leaves the site: any such character refuses.
 */
export function safePath(to: unknown, otherwise = "/"): string {
  if (typeof to !== "string" || to.length > 2_000) return otherwise;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse.
  if (!/^\/(?!\/)/.test(to) || /[\\\u0000-\u0020\u007f]/.test(to)) return otherwise;
  const base = "http://timonerie.invalid";
  if (!URL.canParse(to, base)) return otherwise;
  const url = new URL(to, base);
  const path = url.pathname + url.search + url.hash;
  return url.origin === base && !path.startsWith("//") ? path : otherwise;
}
