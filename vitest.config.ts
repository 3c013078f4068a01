import { defineConfig } from "vitest/config";

const everyTest = "tests/**/*.test.{ts,tsx}";
/** Of the extranet, with its programs; the shop's run in the tests' own process and go with the others. */
const endToEnd = "tests/e2e/*.test.{ts,tsx}";

/**
 * Each needs a process of its own: it replaces a module of Node's, counts what its process has open, or opens the
 * process's one database on a server that it kills. All others share their worker's process, which halves the run: the programs are read once, not 250 times.
 */
const alone = ["tests/agent/power-cut.test.ts", "tests/app/routes/live.test.ts", "tests/faults/pages-outage.test.ts"];

const shared = {
  environment: "node" as const,
  pool: "forks" as const,
  globalSetup: ["tests/support/global-setup.ts"],
  setupFiles: ["tests/support/each-file.ts"],
  testTimeout: 30_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  esbuild: { target: "es2022", jsx: "automatic" },
  test: {
    reporters: ["default", "./tests/support/reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "tests",
          include: [everyTest],
          exclude: [endToEnd, ...alone],
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { ...shared, name: "alone", include: alone, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "e2e",
          include: [endToEnd],
          // They wait more than they work: with one alone a core stands idle.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
