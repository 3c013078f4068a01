import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

import { breachesOf, described } from "#tests/support/architecture.ts";

test("every import of the tree keeps to the table of who may import whom", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));

  expect(described(breachesOf(root))).toEqual([]);
});

/** What each planted tree is made of, beside the one file that imports. */
const STANDING = {
  "collector/protocol/push.ts": "",
  "collector/main.ts": "",
  "db/client.server.ts": "",
  "db/schema/machines.ts": "",
  "db/schema/identity.ts": "",
  "domain/audit/record.server.ts": "",
  "domain/machines/load.ts": "",
  "domain/machines/queries.server.ts": "",
  "domain/machines/commands.server.ts": "",
  "app/ui/tile.tsx": "",
  "app/ui/format.ts": "",
  "app/http/require.server.ts": "",
  "app/routes/wall/row.tsx": "",
  "reports/outline.ts": "",
  "tests/support/world.ts": "",
  "agent/main.ts": "",
};

function breachesWith(file: string, text: string): string[] {
  const root = mkdtempSync(join(tmpdir(), "timonerie-planted-"));
  try {
    for (const [path, content] of Object.entries({ ...STANDING, [file]: text })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return described(breachesOf(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test.each([
  ["the protocol imports something of ours", "collector/protocol/feed.ts", `import "#agent/main.ts";`],
  ["the agent imports the collector", "agent/send.ts", `import "#collector/main.ts";`],
  ["the database imports the domain", "db/seed/demo.ts", `import "#domain/machines/load.ts";`],
  ["a rule imports a schema", "domain/machines/state.ts", `import "#db/schema/machines.ts";`],
  ["a rule imports its own queries", "domain/machines/state.ts", `import "./queries.server.ts";`],
  [
    "a command imports another concept's",
    "domain/clients/commands.server.ts",
    `import "#domain/machines/commands.server.ts";`,
  ],
  ["the collector imports a report", "collector/ingest.ts", `import "#reports/outline.ts";`],
  ["a report draws a tile", "reports/render.ts", `import "#app/ui/tile.tsx";`],
  ["a component imports a schema", "app/ui/badge.tsx", `import type { machines } from "#db/schema/machines.ts";`],
  ["a component imports a query", "app/ui/badge.tsx", `import "#domain/machines/queries.server.ts";`],
  ["a guard imports a schema", "app/http/guard.server.ts", `import "#db/schema/identity.ts";`],
  ["a route imports another route", "app/routes/live/route.tsx", `import "../wall/row.tsx";`],
  ["a route imports a schema", "app/routes/live/route.tsx", `export { machines } from "#db/schema/machines.ts";`],
  [
    "a route imports dynamically",
    "app/routes/live/route.tsx",
    `const schema = await import("#db/schema/machines.ts");`,
  ],
  ["a route imports by a type", "app/routes/live/route.tsx", `type Row = import("#db/schema/machines.ts").Row;`],
  ["the root component imports the domain", "app/root.tsx", `import "#domain/machines/load.ts";`],
  ["a source imports a test", "bin/start.mjs", `import "../tests/support/world.ts";`],
  ["the shop imports the database", "storefront/main.ts", `import "#db/client.server.ts";`],
  ["an import has no extension", "domain/machines/state.ts", `import "#domain/machines/load";`],
  ["an import is computed", "app/http/guard.server.ts", `await import(process.argv[2]);`],
])("a planted tree in which %s is found out", (_sentence, file, text) => {
  expect(breachesWith(file, text)).toEqual([expect.stringContaining(`${file} imports `)]);
});

test.each([
  ["a command writes an audit entry", "domain/machines/rename.server.ts", `import "#domain/audit/record.server.ts";`],
  [
    "a query reads another concept's",
    "domain/clients/queries.server.ts",
    `import "#domain/machines/queries.server.ts";`,
  ],
  ["a report writes numbers", "reports/render.ts", `import "#app/ui/format.ts";`],
  ["a job makes a report", "collector/jobs/monthly.ts", `import "#reports/outline.ts";`],
  [
    "a route imports what it needs",
    "app/routes/wall/route.tsx",
    `import "./row.tsx"; import "#app/ui/tile.tsx"; import "#db/client.server.ts";`,
  ],
  ["the sign-in knows its tables", "app/http/auth.server.ts", `import "#db/schema/identity.ts";`],
])("a planted tree in which %s passes", (_sentence, file, text) => {
  expect(breachesWith(file, text)).toEqual([]);
});
