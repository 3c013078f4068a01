import { expect, test } from "vitest";

import { ROUTES } from "#collector/routes.ts";
import { type Answered, send, withCollector } from "#tests/collector/support.ts";
import { COLLECTOR_EXPECTATIONS } from "./tenancy/collector-expectations.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

test("every address of the collector has a line in the table of expectations", () => {
  expect([...new Set(ROUTES.map(({ path }) => path))].filter((path) => !COLLECTOR_EXPECTATIONS[path])).toEqual([]);
});

test("the collector opens to people's cookies nothing, and to a machine nothing but its own", { timeout: 60_000 }, () =>
  withCollector(async ({ url, token, world }) => {
    const callers = {
      nobody: {},
      person: { headers: { cookie: "timonerie_session=anything" } },
      machine: { token },
      wrongMachine: { token: "x".repeat(43) },
    };
    const breaches: string[] = [];
    for (const { method, path } of ROUTES) {
      const expected = COLLECTOR_EXPECTATIONS[path];
      for (const tried of METHODS) {
        for (const [caller, credentials] of Object.entries(callers)) {
          const ask = (sourceId: number) =>
            send(url, path, {
              method: tried,
              ...credentials,
              // Node's client announces no length for the body of a DELETE, and the server would take it for another request.
              body: tried === "GET" || tried === "DELETE" ? undefined : expected?.body?.(sourceId),
            });
          const own = await ask(world.web1.sourceId);
          const foreign = expected?.body ? await ask(world.other.web1.sourceId) : own;
          const absent = expected?.body ? await ask(987_654) : own;
          const what = `${tried} ${path} by ${caller}`;
          if (told(foreign) !== told(absent))
            breaches.push(`${what}: foreign ${told(foreign)}, absent ${told(absent)}`);
          if (told(own) !== told(foreign)) breaches.push(`${what}: own ${told(own)}, foreign ${told(foreign)}`);
          const refusals = expected?.door === "key" ? [404] : [401, 403];
          const mayEnter = expected?.door === "open" || (expected?.door === "source" && caller === "machine");
          const isDone = own.status < 400;
          const isOther = !ROUTES.some((route) => route.path === path && route.method === tried);
          if (isOther && own.status !== 405) breaches.push(`${what}: should be 405, was ${own.status}`);
          if (tried === method && isDone && !mayEnter) breaches.push(`${what}: entered, ${own.status}`);
          if (tried === method && !mayEnter && !refusals.includes(own.status)) {
            breaches.push(`${what}: should be refused, was ${own.status}`);
          }
        }
      }
    }
    expect(breaches).toEqual([]);
  }),
);

function told({ status, body }: Answered): string {
  return `${status} ${JSON.stringify(body)}`;
}
