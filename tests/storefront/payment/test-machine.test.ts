import fc from "fast-check";
import { expect, test } from "vitest";

import { isSignedBy, signatureOf } from "#storefront/payment/signature.ts";
import { advanced, LATE_BY_MS, OUTCOMES, type TestState } from "#storefront/payment/test-machine.ts";

test.each([
  ["open", "success", "succeeded", 0],
  ["open", "refuse", "refused", 0],
  ["open", "abandon", "abandoned", 0],
  ["open", "challenge", "challenged", null],
  ["open", "late", "succeeded", LATE_BY_MS],
  ["challenged", "success", "succeeded", 0],
  ["challenged", "refuse", "refused", 0],
  ["succeeded", "refuse", "succeeded", 0],
  ["refused", "success", "refused", 0],
  ["refunded", "success", "refunded", null],
] as const)("a payment that is %s and gets %s becomes %s", (state, outcome, next, tellAfterMs) => {
  expect(advanced(state, outcome)).toEqual({ state: next, tellAfterMs });
});

test("whatever is chosen after an end, the end stays", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...OUTCOMES)), (outcomes) => {
      const walked: TestState[] = ["open"];
      for (const outcome of outcomes) walked.push(advanced(walked.at(-1) ?? "open", outcome).state);
      const end = walked.findIndex((state) => state !== "open" && state !== "challenged");
      if (end >= 0) expect(new Set(walked.slice(end)).size).toBe(1);
    }),
    { numRuns: 300 },
  );
});

test("a callback counts only under the shared secret and unchanged", () => {
  const body = JSON.stringify({ reference: "a", verdict: "succeeded", amountCents: 100 });
  const signature = signatureOf(body, "the shared secret");

  expect(isSignedBy("the shared secret", body, signature)).toBe(true);
  expect(isSignedBy("another secret", body, signature)).toBe(false);
  expect(isSignedBy("the shared secret", body.replace("100", "1"), signature)).toBe(false);
  expect(isSignedBy("the shared secret", body, undefined)).toBe(false);
  expect(isSignedBy("the shared secret", body, signature.slice(1))).toBe(false);
});
