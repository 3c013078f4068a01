import type { IncomingMessage } from "node:http";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { callerOf } from "#app/http/address.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";
import { startApi, type TestApi, tokenOf } from "./support.ts";

describe("who calls, as Express finds it", () => {
  test.each<[string, string[] | false, string, string | undefined, string]>([
    ["is the socket's end where no proxy is trusted", false, "192.0.2.1", "198.51.100.9", "192.0.2.1"],
    ["is what the trusted proxy says", ["192.0.2.1"], "192.0.2.1", "198.51.100.9", "198.51.100.9"],
    ["is the proxy itself when it says nothing", ["192.0.2.1"], "192.0.2.1", undefined, "192.0.2.1"],
    [
      "is the nearest that is not trusted, whatever stands before it",
      ["10.0.0.0/8"],
      "10.0.0.1",
      "203.0.113.5, 198.51.100.9, 10.0.0.2",
      "198.51.100.9",
    ],
    ["is the farthest where all are trusted", ["10.0.0.0/8"], "10.0.0.1", "10.0.0.3,10.0.0.2", "10.0.0.3"],
    ["is not believed of a stranger", ["192.0.2.1"], "192.0.2.2", "198.51.100.9", "192.0.2.2"],
    ["is written as IPv4 where it is one", ["loopback"], "::ffff:127.0.0.1", "::ffff:198.51.100.9", "198.51.100.9"],
    ["is unknown where it is no address", ["192.0.2.1"], "192.0.2.1", "somebody", "unknown"],
    ["passes over nothing between commas", ["192.0.2.1"], "192.0.2.1", " , 198.51.100.9 , ", "198.51.100.9"],
  ])("%s", (_sentence, trusted, remoteAddress, forwarded, expected) => {
    const app = express();
    app.set("trust proxy", trusted);
    const request = { headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress } };

    expect(callerOf(request as unknown as IncomingMessage, app.get("trust proxy fn"))).toBe(expected);
  });
});

describe("behind a trusted proxy", () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ trustedProxy: "127.0.0.1" });
  });
  afterAll(() => api.close());

  test.each(["/api/v1", "/API/v1"])("below %s only the caller who guesses tokens is shut out", (root) =>
    withDatabase(async (db) => {
      const token = await tokenOf(db, (await popgom(db)).viewer);
      const guesser = root === "/api/v1" ? "198.51.100.1" : "198.51.100.2";
      const from = (address: string, asked: string) =>
        fetch(`${api.url}${root}/projects`, {
          headers: { authorization: `Bearer ${asked}`, "x-forwarded-for": address },
        });
      const guesses = Array.from({ length: 101 }, (_one, index) => `tim_${String(index).padStart(43, "0")}`);
      const statuses: number[] = [];
      for (const guess of guesses) statuses.push((await from(`203.0.113.77, ${guesser}`, guess)).status);

      expect(statuses.slice(0, 100)).toEqual(Array(100).fill(401));
      expect(statuses[100]).toBe(429);
      expect((await from("198.51.100.3", token)).status).toBe(200);
    }));
});
