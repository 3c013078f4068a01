import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

import type { Evidence, HttpTarget } from "#domain/checks/check.ts";

import { type AddressRule, destinationOf } from "./address.ts";
import { openSocket, resolveChecked, Stopwatch, secure } from "./connection.ts";
import { endedByAddress, endedByError, type Look, LookEnded } from "./result.ts";

const MOST_REDIRECTS = 5;
/** More of a body is not read: the text must stand in its first megabyte. */
const MOST_BYTES = 1_048_576;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const HEADERS = { "user-agent": "Timonerie-check/1", accept: "*/*", connection: "close" };

interface Answered {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/**
 * Asks for a page as a visitor would, each phase timed: dns, connect, tls, firstByte, body, summed over redirects. Every hop is
 * checked and resolved anew. Never throws; `signal` ends it as a time-out. `ca` adds certificate authorities.
 */
export async function httpCheck(
  target: HttpTarget,
  rule: AddressRule,
  signal: AbortSignal,
  { ca }: { readonly ca?: string } = {},
): Promise<Look> {
  const watch = new Stopwatch();
  const evidence: { -readonly [Key in keyof Evidence]: Evidence[Key] } = {};
  const hop = async (address: string): Promise<Answered> => {
    const parsed = destinationOf(address);
    if ("refused" in parsed) throw endedByAddress(parsed.refused);
    const checked = await resolveChecked(parsed.to, rule, watch, signal);
    evidence.address = checked.address;
    const plain = await watch.time("connect", () => openSocket(checked, signal));
    const isTls = parsed.url.protocol === "https:";
    try {
      const socket = isTls ? await watch.time("tls", () => secure(plain, checked.host, signal, ca)) : plain;
      if (socket instanceof TLSSocket) evidence.tlsExpiresAt = expiryOf(socket);
      return await asked(parsed.url, socket, watch);
    } finally {
      plain.destroy();
    }
  };

  try {
    let url = target.url;
    let answer = await hop(url);
    for (let hops = 0; REDIRECTS.has(answer.status) && answer.location && target.status !== answer.status; hops += 1) {
      if (hops === MOST_REDIRECTS) throw new LookEnded("failed", "tooManyRedirects");
      if (!URL.canParse(answer.location, url)) throw new LookEnded("failed", "badRedirect");
      url = new URL(answer.location, url).href;
      answer = await hop(url).catch(badRedirect);
    }
    evidence.status = answer.status;
    if (url !== target.url) evidence.finalUrl = url.slice(0, 500);
    if (answer.status !== target.status) throw new LookEnded("failed", "status");
    if (target.text !== null && !answer.body.includes(target.text)) throw new LookEnded("failed", "textMissing");
    const total = Object.values(watch.timings).reduce((sum, one) => sum + one, 0);
    const isSlow = total > target.slowMs;
    return { outcome: isSlow ? "slow" : "ok", reason: isSlow ? "slow" : null, timings: watch.timings, evidence };
  } catch (error) {
    const { outcome, reason } = endedByError(error, signal);
    return { outcome, reason, timings: watch.timings, evidence };
  }
}

/** A shop that sends its visitors to a place that nobody may reach has failed; that first place is ours to choose, this one is not. */
function badRedirect(error: unknown): never {
  const isPlace = error instanceof LookEnded && ["scheme", "userInfo", "malformed", "internal"].includes(error.reason);
  throw isPlace ? new LookEnded("failed", "badRedirect") : error;
}

/** One request over a socket that is open already. */
async function asked(url: URL, socket: Socket, watch: Stopwatch): Promise<Answered> {
  const response = await watch.time(
    "firstByte",
    () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const asking = request({
          createConnection: () => socket,
          method: "GET",
          path: url.pathname + url.search,
          headers: { ...HEADERS, host: url.host },
        });
        asking.once("response", resolve).once("error", reject).end();
      }),
  );
  const body = await watch.time("body", () => bodyOf(response));
  return { status: response.statusCode ?? 0, location: response.headers.location, body };
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= MOST_BYTES) break;
  }
  return Buffer.concat(pieces).toString("utf8");
}

function expiryOf(socket: TLSSocket): string | undefined {
  const ends = Date.parse(socket.getPeerCertificate().valid_to ?? "");
  return Number.isNaN(ends) ? undefined : new Date(ends).toISOString();
}
