import { createHash } from "node:crypto";
import { Transform } from "node:stream";

import { onRevocation } from "./revocations.server.ts";
import { type LiveSession, sessionCookieOf } from "./session.server.ts";

/** A page as a browser was shown it. */
interface ShownPage {
  readonly html: string;
  readonly nonce: string;
  readonly language: string;
}

interface Copy extends ShownPage {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sessionId: string;
  readonly userId: string;
}

/** UTF-16 units of all copies together, about twice as many bytes. */
const MOST_TEXT = 24_000_000;
/** A larger page is not kept. */
const LARGEST_TEXT = 1_500_000;
const KEPT_MS = 12 * 3_600_000;

const copies = new Map<string, Copy>();
let text = 0;

onRevocation(({ userId, sessionId }) => {
  for (const [key, copy] of copies) {
    if (copy.sessionId === sessionId || (!sessionId && copy.userId === userId)) forget(key);
  }
});

/**
 * Keeps what a browser was last shown at an address, so that the same browser can see it again, marked as old, while
 * the database is away. Nobody sees what the same session was not shown before.
 */
export function rememberPage(request: Request, session: LiveSession, page: ShownPage, now = Date.now()): void {
  const key = keyOf(request);
  if (!key) return;
  forget(key);
  if (page.html.length > LARGEST_TEXT) return;
  copies.set(key, { ...page, at: now, sessionId: session.sessionId, userId: session.user.id });
  text += page.html.length;
  for (const oldest of copies.keys()) {
    if (text <= MOST_TEXT) break;
    forget(oldest);
  }
}

/** The last page at this address of this browser, with the nonce of today's answer in its scripts; null without one. */
export function stalePage(request: Request, nonce: string, now = Date.now()): (ShownPage & { at: number }) | null {
  const copy = copies.get(keyOf(request) ?? "");
  if (!copy || copy.at < now - KEPT_MS) return null;
  return { html: copy.html.replaceAll(copy.nonce, nonce), nonce, language: copy.language, at: copy.at };
}

/** Lets a page through, and hands it over whole once it has passed. */
export function copying(whole: (html: string) => void): Transform {
  const pieces: Buffer[] = [];
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done(null, piece);
    },
    flush(done) {
      whole(Buffer.concat(pieces).toString());
      done();
    },
  });
}

function keyOf(request: Request): string | undefined {
  const cookie = sessionCookieOf(request);
  if (!cookie) return undefined;
  const { pathname, search } = new URL(request.url);
  return `${createHash("sha256").update(cookie).digest("base64")} ${pathname}${search}`;
}

function forget(key: string): void {
  text -= copies.get(key)?.html.length ?? 0;
  copies.delete(key);
}
