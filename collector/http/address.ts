import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/**
 * The address of whoever speaks. The header of a proxy is believed only from the configured one, and only its own
 * entry, the last: what stands before it, anybody could have written.
 */
export function addressOf(request: IncomingMessage, trustedProxy: string | undefined): string {
  const forwarded = request.headers["x-forwarded-for"];
  return speakerOf(request.socket, Array.isArray(forwarded) ? forwarded.join(",") : forwarded, trustedProxy);
}

/** The same where the header's text is in hand. */
export function speakerOf(socket: Socket, forwardedFor: string | undefined, trustedProxy: string | undefined): string {
  const peer = plain(socket.remoteAddress ?? "");
  if (!trustedProxy || peer !== trustedProxy) return peer;
  const last = (forwardedFor ?? "").split(",").at(-1)?.trim();
  return last ? plain(last.slice(0, 64)) : peer;
}

/** "::ffff:10.0.0.1" and "10.0.0.1" are one address. */
function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}
