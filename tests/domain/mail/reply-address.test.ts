import { expect, test } from "vitest";

import { instanceOf, isDeskAddress, readReplyAddress, replyAddress } from "#domain/mail/reply-address.ts";

const SECRET = "a1".repeat(32);
const DESK = "desk@timonerie.example";
const ANSWERED = { ticketId: 812, readerId: 57, kind: "reply" } as const;
const ADDRESS = replyAddress(SECRET, DESK, ANSWERED);

test.each([
  ["as it was made", ADDRESS],
  ["in capitals", ADDRESS.toUpperCase()],
])("an address says its ticket and its reader %s", (_sentence, address) => {
  expect(readReplyAddress(SECRET, DESK, address)).toEqual(ANSWERED);
});

test("an answer to a note is a note", () => {
  const note = { ...ANSWERED, kind: "note" } as const;
  expect(readReplyAddress(SECRET, DESK, replyAddress(SECRET, DESK, note))).toEqual(note);
});

test("it is short enough for every mail server", () => {
  const longest = replyAddress(SECRET, DESK, { ticketId: 2_147_483_647, readerId: 2_147_483_647, kind: "reply" });
  expect(longest.split("@")[0]?.length).toBeLessThanOrEqual(64);
});

const [local = "", host = ""] = ADDRESS.split("@");
const signature = local.split(".")[2] ?? "";
test.each([
  ["of another ticket", `desk+813.57.${signature}@${host}`],
  ["of another reader", `desk+812.58.${signature}@${host}`],
  ["with another signature", `desk+812.57.${"a".repeat(20)}@${host}`],
  ["without a signature", `desk+812@${host}`],
  ["with less of the signature", `desk+812.57.${signature.slice(0, 19)}@${host}`],
  ["with leading zeros", `desk+0812.57.${signature}@${host}`],
  ["at another host", `${local}@autre.example`],
  ["of another desk", `help+812.57.${signature}@${host}`],
  ["bare", DESK],
  ["of another installation", replyAddress("b2".repeat(32), DESK, ANSWERED)],
  ["with much behind it", `${local}${"x".repeat(10_000)}@${host}`],
  ["empty", ""],
])("an address %s proves nothing", (_sentence, address) => {
  expect(readReplyAddress(SECRET, DESK, address)).toBeNull();
});

test.each([
  [DESK, true],
  ["DESK@Timonerie.example", true],
  ["desk+anything@timonerie.example", true],
  ["desks@timonerie.example", false],
  ["desk@evil.example", false],
  ["desk+812@timonerie.example@evil.example", false],
])("whether %s is ours: %s", (address, expected) => {
  expect(isDeskAddress(DESK, address)).toBe(expected);
});

test("two installations have two names", () => {
  expect(instanceOf(SECRET)).toMatch(/^[0-9a-f]{16}$/);
  expect(instanceOf(SECRET)).not.toBe(instanceOf("b2".repeat(32)));
});
