import { basename, join, resolve, win32 } from "node:path";
import { expect, test } from "vitest";

import { disposition, isRunByName, shownName } from "#domain/attachments/name.ts";

test.each([
  ["a plain name", "journal du 12.txt", "journal du 12.txt"],
  ["accents, in one form", "e\u0301te\u0301.pdf", "été.pdf"],
  ["a path", "/etc/passwd", "passwd"],
  ["a path of Windows", "C:\\Users\\moi\\capture.png", "capture.png"],
  ["a line end", "a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"],
  ["an end before its end", "facture.pdf\u0000.exe", "facture.pdf.exe"],
  ["an order of reading turned round", "facture\u202egpj.exe", "facturegpj.exe"],
  ["marks that nobody sees", "\ufeffa\u200bb\u2066c\u2069.txt", "abc.txt"],
  ["half a letter", "a\ud800b.txt", "ab.txt"],
  ["signs that other systems refuse", 'a<b>"c"|d?*.txt', "a_b__c__d__.txt"],
  ["a hidden file", ".bashrc", "bashrc"],
  ["dots at the end", "virus.exe. . .", "virus.exe"],
  ["a device", "CON.txt", "_CON.txt"],
  ["nothing but dots", "..", "file"],
  ["nothing", "", "file"],
])("%s is shown harmless", (_sentence, sent, shown) => {
  expect(shownName(sent)).toBe(shown);
});

test("a long name is cut in whole letters and keeps its suffix", () => {
  const cut = shownName(`${"😀".repeat(300)}.tar.gz`);

  expect([...cut]).toHaveLength(190);
  expect(cut.endsWith("😀.gz")).toBe(true);
});

test.each(["facture.pdf.exe", "a.SCR", "b.lnk", "c.js", "d.bat", "e.settingcontent-ms"])("%s runs", (name) => {
  expect(isRunByName(name)).toBe(true);
});

test.each(["facture.pdf", "json", "a.json", "notes.txt", "a.jsx.md"])("%s does not run", (name) => {
  expect(isRunByName(name)).toBe(false);
});

/** X11: names made to leave their directory, in 300 ways. */
const TRAVERSALS = ["../", "..\\", "....//", "..././", "/", "C:\\", "\\\\host\\", "./../", "..;/", "\u2025/"].flatMap(
  (step) =>
    ["etc/passwd", "..", "a\u0000/../b", "%2e%2e%2fc", "\u202e/..", "．．/d"].flatMap((end) =>
      [1, 2, 3, 7, 40].map((times) => step.repeat(times) + end),
    ),
);
/** X11: what has been sent to break a header. */
const HEADER_BREAKERS = [
  'a"; filename="b.exe',
  "a\r\nContent-Type: text/html\r\n\r\n<script>",
  "a\nb",
  "a\rb",
  "a\u2028b\u2029c",
  "a\\",
  'a\\"b',
  "é\u0301\ud83d",
];

/** What is wrong with a name and a header made of what somebody sent. */
function breaches(sent: string, clean: (sent: string) => string, header: (name: string) => string): string[] {
  const name = clean(sent);
  const found: string[] = [];
  const inside = resolve("/files", name);
  if (inside !== join("/files", basename(name)) || win32.basename(name) !== name) found.push(`${name} escapes`);
  if (name === "" || name === "." || name === ".." || /[\p{Cc}\p{Cf}]/u.test(name)) found.push(`${name} is not plain`);
  const line = header(name);
  const isWhole = /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.!~%&+^`|$#-]+$/.test(
    line,
  );
  if (!isWhole) found.push(`${line} is not one header`);
  try {
    new Headers({ "content-disposition": line });
  } catch {
    found.push(`${line} is refused`);
  }
  return found;
}

const ours = (sent: string) => breaches(sent, shownName, (name) => disposition("attachment", name));
/** The name as it came, on both sides. */
const careless = (sent: string) =>
  breaches(
    sent,
    (name) => name,
    (name) => `attachment; filename="${name}"; filename*=UTF-8''x`,
  );

test("300 names made to escape and what breaks headers are neutral (X11)", () => {
  expect(TRAVERSALS).toHaveLength(300);
  expect([...TRAVERSALS, ...HEADER_BREAKERS].flatMap(ours)).toEqual([]);
});

test("a planted store that takes names as they come is found by each of them", () => {
  expect([...TRAVERSALS, ...HEADER_BREAKERS].filter((sent) => careless(sent).length === 0)).toEqual([]);
});
