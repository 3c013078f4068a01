import type { Reporter, TestModule } from "vitest/node";

const SLOWEST = 10;

/** Ends the run with the ten slowest files and, as the very last line, "N passed, N failed". */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    // What fails outside a test (a file that does not load, an unhandled rejection) is a failure too.
    let failed = unhandledErrors.length;
    for (const module of modules) {
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failedTests += 1;
      }
      failed += failedTests > 0 ? failedTests : module.ok() ? 0 : 1;
    }
    const seconds = (module: TestModule) => module.diagnostic().duration / 1_000;
    const slowest = modules.toSorted((one, other) => seconds(other) - seconds(one)).slice(0, SLOWEST);
    const lines = slowest.map((module) => `${seconds(module).toFixed(2).padStart(8)} s  ${module.relativeModuleId}`);

    // The default reporter prints its own summary in the same round: the count is held back to be the last line.
    process.once("exit", () => {
      process.stdout.write(`\nSlowest files\n${lines.join("\n")}\n\n${passed} passed, ${failed} failed\n`);
    });
  }
}
