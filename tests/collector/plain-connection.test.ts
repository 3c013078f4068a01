import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";

import { pushBody, SERIES, send, withCollector } from "./support.ts";

test("pushes one after the other, and two at once on one connection, are answered in order", () =>
  withCollector(async ({ url, token }) => {
    const socket = open(url);
    socket.write(push(token, pushBody([[Date.now(), 0.1, 0.2, 0.3]])));
    expect(await answersOf(socket, 1)).toEqual([200]);
    const [known, wrong] = [push(token, pushBody([], null)), push(token, { schema: "none" })];
    socket.write(Buffer.concat([known, wrong, known]));
    expect(await answersOf(socket, 3)).toEqual([200, 400, 200]);
    socket.destroy();
  }));

test("a push in pieces, and one whose sender has ended its half, are answered", () =>
  withCollector(async ({ url, token }) => {
    const bytes = push(token, pushBody([[Date.now(), 0.1, 0.2, 0.3]]));
    for (const cut of [1, 30, bytes.indexOf("\r\n\r\n") + 2, bytes.length - 1]) {
      const socket = open(url);
      socket.write(bytes.subarray(0, cut));
      await wait(30);
      socket.end(bytes.subarray(cut));
      expect(await answersOf(socket, 1)).toEqual([200]);
    }
  }));

test("other requests on the same connection, before and after pushes, are answered as on any", () =>
  withCollector(async ({ url, token }) => {
    const socket = open(url);
    const known = push(token, pushBody([], SERIES));
    socket.write(known);
    expect(await answersOf(socket, 1)).toEqual([200]);
    socket.write(Buffer.concat([Buffer.from("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"), known]));
    expect(await answersOf(socket, 2)).toEqual([200, 200]);
    socket.write(known);
    expect(await answersOf(socket, 1)).toEqual([200]);
    socket.destroy();
  }));

test("a head that is no plain push is node's to judge", () =>
  withCollector(async ({ url, token }) => {
    const body = JSON.stringify(pushBody([], SERIES));
    const lines = (...more: string[]) =>
      ["POST /v1/push HTTP/1.1", "Host: a", `Authorization: Bearer ${token}`, ...more, "", ""].join("\r\n");
    const length = `Content-Length: ${body.length}`;
    const told: [string, number][] = [
      [lines(length, length), 400],
      [lines(length, "Transfer-Encoding: chunked"), 400],
      [lines(length, "Content-Length : 3"), 400],
      [lines(length, "Content-Encoding: br"), 415],
      [lines("Content-Length: 99999999"), 413],
      [lines(length, "X-Mine: 1"), 200],
      [lines(length).replace("Host: a\r\n", ""), 400],
    ];
    for (const [head, status] of told) {
      const socket = open(url);
      socket.write(head + body);
      expect([head, await answersOf(socket, 1)]).toEqual([head, [status]]);
      socket.destroy();
    }
  }));

test("senders that leave before their answer harm nobody", () =>
  withCollector(async ({ url, token }) => {
    for (let index = 0; index < 20; index += 1) {
      const socket = open(url);
      socket.write(push(token, pushBody([[Date.now() - index, 0.1, 0.2, 0.3]])));
      await once(socket, "connect");
      await wait(5);
      if (index % 2 === 0) socket.resetAndDestroy();
      else socket.destroy();
    }
    expect((await send(url, "/v1/push", { token, body: pushBody([]) })).status).toBe(200);
  }));

function open(url: string): Socket {
  const { port, hostname } = new URL(url);
  return connect({ port: Number(port), host: hostname }).on("error", () => undefined);
}

function push(token: string, body: object): Buffer {
  const text = JSON.stringify(body);
  return Buffer.from(
    `POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

/** The status of each of so many answers, or of fewer when the connection ends before. */
async function answersOf(socket: Socket, count: number): Promise<number[]> {
  let received = "";
  const statuses: number[] = [];
  for await (const part of socket.iterator({ destroyOnReturn: false })) {
    received += part;
    for (;;) {
      const [head = "", ...rest] = received.split("\r\n\r\n");
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
      const after = rest.join("\r\n\r\n");
      if (rest.length === 0 || after.length < length) break;
      statuses.push(Number(head.slice(9, 12)));
      received = after.slice(length);
    }
    if (statuses.length >= count) break;
  }
  return statuses.slice(0, count);
}
