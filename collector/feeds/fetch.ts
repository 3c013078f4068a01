import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";

import { type AddressRule, destinationOf } from "../checks/address.ts";
import { openSocket, resolveChecked, Stopwatch, secure } from "../checks/connection.ts";
import { endedByAddress, endedByError, LookEnded } from "../checks/result.ts";

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const HEADERS = { "user-agent": "Timonerie-calendar/1", accept: "text/calendar, */*", connection: "close" };

/**
 * The text of an address that somebody typed, by the rules of checks: no address inside but the one that is allowed, each
 * hop resolved once, looked at and connected to. Never throws: a word says why there is none.
 */
export async function fetchText(
  address: string,
  rule: AddressRule,
  signal: AbortSignal,
  { mostBytes, ca }: { readonly mostBytes: number; readonly ca?: string },
): Promise<{ text: string } | { failed: string }> {
  try {
    let url = address;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const answer = await hop(url, rule, signal, mostBytes, ca);
      if (!REDIRECTS.has(answer.status) || answer.location === undefined) {
        return answer.status === 200 ? { text: answer.text } : { failed: "status" };
      }
      if (!URL.canParse(answer.location, url)) return { failed: "badRedirect" };
      url = new URL(answer.location, url).href;
    }
    return { failed: "tooManyRedirects" };
  } catch (error) {
    return { failed: endedByError(error, signal).reason };
  }
}

async function hop(address: string, rule: AddressRule, signal: AbortSignal, mostBytes: number, ca?: string) {
  const parsed = destinationOf(address);
  if ("refused" in parsed) throw endedByAddress(parsed.refused);
  const checked = await resolveChecked(parsed.to, rule, new Stopwatch(), signal);
  const plain = await openSocket(checked, signal);
  try {
    const socket = parsed.url.protocol === "https:" ? await secure(plain, checked.host, signal, ca) : plain;
    const response = await asked(parsed.url, socket);
    const isRedirect = REDIRECTS.has(response.statusCode ?? 0);
    const text = isRedirect ? "" : await bodyOf(response, mostBytes);
    return { status: response.statusCode ?? 0, location: response.headers.location, text };
  } finally {
    plain.destroy();
  }
}

function asked(url: URL, socket: Socket): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { ...HEADERS, host: url.host };
    const asking = request({ createConnection: () => socket, path: url.pathname + url.search, headers });
    asking.once("response", resolve).once("error", reject).end();
  });
}

async function bodyOf(response: IncomingMessage, mostBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new LookEnded("failed", "tooBig");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
