import fc from "fast-check";

const hostile = fc.constantFrom<unknown>(
  "' OR 1=1 --",
  "<script>alert(1)</script>",
  "\u0000",
  "\ud800",
  "../../etc/passwd",
  -1,
  1e308,
  2 ** 53,
  -0,
  [],
  {},
  null,
  true,
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
);

/** Any value that JSON can say, those among them that break careless programs. */
export const anything = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue() as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: hostile },
);
