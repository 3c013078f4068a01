import { expect, test } from "vitest";

import { sortOf } from "#domain/mail/sort.ts";

const OWN = { desk: "desk@timonerie.example", instance: "0123456789abcdef" };
const MARC = { name: "Marc", address: "marc@popgom.test" };

type Headers = Record<string, readonly string[]>;

test.each<[string, Headers, string | undefined, string]>([
  ["an ordinary mail", {}, undefined, "written"],
  ["one that says that a person sent it", { "auto-submitted": ["no"] }, "marc@popgom.test", "written"],
  ["the same with a comment", { "auto-submitted": ["No (by hand)"] }, undefined, "written"],
  ["an out-of-office", { "auto-submitted": ["auto-replied"] }, undefined, "automatic"],
  ["one in capitals", { "auto-submitted": ["Auto-Generated; type=x"] }, undefined, "automatic"],
  ["Exchange's", { "x-auto-response-suppress": ["OOF"] }, undefined, "automatic"],
  ["a list's", { "list-id": ["<dev.example>"] }, undefined, "automatic"],
  ["a newsletter", { precedence: ["bulk"] }, undefined, "automatic"],
  ["one with an important precedence", { precedence: ["first-class"] }, undefined, "written"],
  ["one with the null sender", {}, "", "automatic"],
  ["one whose return path is empty", { "return-path": ["<>"] }, undefined, "automatic"],
  ["a receipt", { "content-type": ["multipart/report; report-type=disposition-notification"] }, undefined, "automatic"],
  ["a report of a failure", { "content-type": ['multipart/report; report-type="delivery-status"'] }, "", "bounce"],
  ["our own", { "x-timonerie-desk": [OWN.instance] }, undefined, "loop"],
  ["one of another installation", { "x-timonerie-desk": ["fedcba9876543210"] }, undefined, "written"],
])("%s is sorted", (_sentence, headers, envelopeFrom, expected) => {
  expect(sortOf({ headers, from: MARC, report: null }, OWN, envelopeFrom)).toBe(expected);
});

test.each([
  ["our own address", "desk@timonerie.example", undefined, "loop"],
  ["a reply address of ours", "desk+812.57.abc@timonerie.example", undefined, "loop"],
  ["an old mail server", "MAILER-DAEMON@mx.example", "", "bounce"],
])("a mail from %s is sorted", (_sentence, address, envelopeFrom, expected) => {
  expect(sortOf({ headers: {}, from: { name: "", address }, report: null }, OWN, envelopeFrom)).toBe(expected);
});
