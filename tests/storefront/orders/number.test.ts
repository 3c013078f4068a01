import { expect, test } from "vitest";

import { newOrderNumber, parseOrderNumber } from "#storefront/orders/number.ts";

test("numbers are drawn, and read back as they were printed", () => {
  const numbers = Array.from({ length: 1_000 }, newOrderNumber);

  expect(new Set(numbers).size).toBe(1_000);
  for (const number of numbers) expect(parseOrderNumber(number)).toBe(number);
});

test.each([
  ["pg-7k2m-9qxa", "PG-7K2M-9QXA"],
  [" PG 7K2M 9QXA ", "PG-7K2M-9QXA"],
  ["PG7K2M9QXA", "PG-7K2M-9QXA"],
  ["PG-7K2M-9QX", null],
  ["PG-0O1I-9QXA", null],
  ["", null],
])("%j is the order %j", (typed, number) => {
  expect(parseOrderNumber(typed)).toBe(number);
});
