import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";

/** Files share a process: what one sets in its environment is not the next one's. */
const environment = { ...process.env };

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  vi.useRealTimers();
});

/** Errors on the console that a test did not announce by mocking console.error itself fail that test. */
const spoken: string[] = [];

beforeEach(() => {
  spoken.length = 0;
  vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => {
    spoken.push(parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(" "));
  });
});

afterEach(() => {
  vi.mocked(console.error).mockRestore?.();
  expect(spoken, "unexpected console.error").toEqual([]);
});
