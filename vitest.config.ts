import { defineConfig } from "vitest/config";

const everyTest = "tests/**/*.test.{ts,tsx}";
/** Of the extranet, with its programs; the shop's run in the tests' own process and go with the others. */
const endToEnd = "tests/e2e/*.test.{ts,tsx}";

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
          exclude: [endToEnd],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "e2e",
          include: [endToEnd],
          // A browser, three programs and a database are enough for two cores.
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
