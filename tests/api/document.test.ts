import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { EXPRESS_ROUTES } from "#app/http/extranet.ts";
import type { Database } from "#db/client.server.ts";
import { recordMark } from "#domain/marks/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";
import { type ApiAnswered, startApi, type TestApi, tokenOf } from "./support.ts";

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: { example?: unknown };
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly example: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let api: TestApi;
let document: Document;
let operations: { method: string; path: string; operation: Described }[];

beforeAll(async () => {
  api = await startApi();
  document = (await api.ask("/api/openapi.json")).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
});
afterAll(() => api.close());

test("the document tells every route under /api/v1, and no other", () => {
  const told = operations.map(({ method, path }) => `${method} /api/v1${path}`);
  const served = EXPRESS_ROUTES.filter(({ path }) => path.startsWith("/api/v1/"));

  expect(told.sort()).toEqual(
    served.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`)).sort(),
  );
});

test("spectral finds nothing wrong in it, and would", { timeout: 120_000 }, async () => {
  expect(await spectral(document)).toBe("");
  const spoilt = structuredClone(document) as { paths: Record<string, unknown> };
  spoilt.paths["/projects/{slug}"] = { get: { responses: {} } };
  expect(await spectral(spoilt)).toMatch(/path-params/);
});

describe("what the server answers is what the document says", () => {
  test("to every operation with its examples", () =>
    withDatabase(async (db) => {
      const { token, ids } = await world(db);
      for (const { method, path, operation } of operations) {
        const body = operation.requestBody?.content["application/json"]?.example;
        const answer = await api.ask(addressOf(path, operation, ids), { method, token, body });
        expect([operation.operationId, answer.status < 300]).toEqual([operation.operationId, true]);
        expectTold(operation, answer);
      }
    }));

  test.each<[string, (ask: { path: string; method: string; token: string; body: unknown }) => object, number[]]>([
    ["no token", () => ({ token: undefined }), [401]],
    [
      "a parameter that is not described",
      ({ path }) => ({ path: `${path}${path.includes("?") ? "&" : "?"}colour=red` }),
      [400],
    ],
    ["an absent project", ({ path }) => ({ path: path.replace("popgom", "absente") }), [404, 200]],
    ["a body that is none", ({ body }) => (body ? { body: "{" } : {}), [400, 200, 204]],
    ["a form for a body", ({ body }) => (body ? { headers: { "content-type": "text/plain" } } : {}), [415, 200, 204]],
  ])("to every operation with %s", (_sentence, change, statuses) =>
    withDatabase(async (db) => {
      const { token, ids } = await world(db);
      for (const { method, path, operation } of operations) {
        const body = operation.requestBody?.content["application/json"]?.example;
        const asked = { path: addressOf(path, operation, ids), method, token, body };
        const changed = { ...asked, ...change(asked) };
        const answer = await api.ask(changed.path, changed);
        expect(statuses).toContain(answer.status);
        expectTold(operation, answer);
      }
    }));

  test("and an answer with a field that is not described would be seen", () => {
    const [{ operation } = { operation: undefined }] = operations.filter(
      ({ operation }) => operation.operationId === "listProjects",
    );
    if (!operation) throw new Error("listProjects is gone");
    const answer = {
      status: 200,
      headers: new Headers({ "content-type": "application/json" }),
      body: { data: [], next: null, more: 1 },
    };

    expect(() => expectTold(operation, answer)).toThrow();
    expect(() => expectTold(operation, { ...answer, status: 418 })).toThrow();
  });
});

/** Status, media type and body are those that the operation has in the document. */
function expectTold({ operationId, responses }: Described, { status, headers, body }: ApiAnswered): void {
  expect([operationId, Object.keys(responses)]).toEqual([operationId, expect.arrayContaining([String(status)])]);
  const content = responses[status]?.content;
  const mediaType = headers.get("content-type");
  if (!content) {
    expect([body, mediaType]).toEqual([null, null]);
    return;
  }
  expect(Object.keys(content)).toEqual([mediaType]);
  const schema = content[mediaType ?? ""]?.schema ?? {};
  const whole = JSON.stringify({ ...schema, $defs: document.components.schemas });
  const parsed = z.fromJSONSchema(JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/"))).safeParse(body);
  expect([operationId, parsed.error?.issues ?? []]).toEqual([operationId, []]);
}

/** With the document's examples for what is in the path, and for what must be in the query. */
function addressOf(path: string, { parameters = [] }: Described, ids: Readonly<Record<string, number>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name) =>
    String(ids[name] ?? parameters.find((one) => one.name === name)?.schema.example),
  );
  const query = parameters.filter((one) => one.in === "query" && one.required);
  const pairs = query.flatMap(({ name, schema }) => [schema.example].flat().map((value) => [name, String(value)]));
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs)}`;
}

async function world(db: Database) {
  const { pm, project, ticket } = await popgom(db);
  const mark = {
    at: new Date(),
    until: null,
    kind: "deployment",
    title: "Version 4.1",
    detail: null,
    url: null,
  } as const;
  const recorded = await recordMark(db, project.id, actorOf(pm), mark);
  if ("refused" in recorded) throw new Error(recorded.refused);
  return { token: await tokenOf(db, pm), ids: { event: recorded.id, ticket } };
}

/** What spectral's own rules for OpenAPI call an error; "" for nothing. */
async function spectral(of: object): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "timonerie-spectral-"));
  try {
    writeFileSync(join(directory, "openapi.json"), JSON.stringify(of));
    writeFileSync(join(directory, "rules.json"), JSON.stringify({ extends: ["spectral:oas"] }));
    const cli = createRequire(import.meta.url).resolve("@stoplight/spectral-cli/package.json");
    const args = [join(dirname(cli), "dist/index.js"), "lint", "openapi.json", "-r", "rules.json", "-F", "error", "-q"];
    await promisify(execFile)(process.execPath, args, { cwd: directory });
    return "";
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout ?? error);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
