import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import type { AddressInfo } from "node:net";

import type { Resolve } from "#collector/checks/address.ts";

const HEADER_BYTES = 12;
const TYPE_A = 1;

export interface NameServer {
  readonly resolve: Resolve;
  /** Questions for A records so far, by name. */
  readonly asked: Map<string, number>;
  close(): void;
}

/**
 * A DNS server of the tests: each name has a list of answers, the nth question gets the nth (the last one stays), as a name
 * server that rebinds does; TTL 0. Names that it does not know do not exist.
 */
export async function startNameServer(
  answers: Readonly<Record<string, readonly (readonly string[])[]>>,
): Promise<NameServer> {
  const asked = new Map<string, number>();
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address }) => {
    const { name, type, end } = questionOf(question);
    const list = answers[name];
    const count = asked.get(name) ?? 0;
    if (type === TYPE_A) asked.set(name, count + 1);
    const records = type === TYPE_A ? (list?.[Math.min(count, list.length - 1)] ?? []) : [];
    socket.send(answerTo(question.subarray(0, end), records, list !== undefined), port, address);
  });
  await new Promise<void>((bound) => socket.bind(0, "127.0.0.1", bound));
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${(socket.address() as AddressInfo).port}`]);
  return { resolve: (host) => resolver.resolve4(host), asked, close: () => void socket.close() };
}

function questionOf(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(question: Buffer, addresses: readonly string[], exists: boolean): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(exists ? 0x8180 : 0x8183, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt16BE(0, 10);
  const records = addresses.map((address) =>
    Buffer.from([0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split(".").map(Number)]),
  );
  return Buffer.concat([head, ...records]);
}
