const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

interface IncomingWrite {
  readonly method: string;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly hasCookie: boolean;
}

/**
 * Whether a request may write. Every browser sends Origin on a write, and scripts cannot forge it: a foreign one is
 * another site using our user's cookie. Without Origin the browser's Sec-Fetch-Site decides; with neither it is no
 * browser, and it may go on only if it carries no cookie to be abused.
 */
export function isOwnOrigin(write: IncomingWrite, trusted: readonly string[]): boolean {
  if (SAFE_METHODS.has(write.method)) return true;
  if (write.fetchSite === "cross-site" || write.fetchSite === "same-site") return false;
  // A page that gives nobody its address (no-referrer) sends its forms without an origin: then the browser's own word counts.
  if (write.origin === "null") return write.fetchSite === "same-origin";
  if (write.origin !== undefined) return trusted.includes(write.origin);
  return write.fetchSite === "same-origin" || !write.hasCookie;
}
