import type { RequestHandler } from "express";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer. Nothing inline is taken: neither scripts nor style attributes. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  next();
};

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may write. Browsers name the origin of a write and pages cannot forge it; one that names none is no
 * browser, and may go on as long as it carries no cookie to be abused. `ownOrigins` and the host that was asked are ours.
 */
export function isOwnWrite(
  request: { method: string; headers: Record<string, string | string[] | undefined> },
  ownOrigins: readonly string[],
): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const { origin, host, cookie } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") return false;
  if (typeof origin !== "string") return site === "same-origin" || cookie === undefined;
  return ownOrigins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
}
