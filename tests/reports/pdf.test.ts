import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { WrittenReport } from "#reports/document.tsx";
import { reportPage } from "#reports/page.server.ts";
import { NotPrinted, printPdf } from "#reports/pdf.server.ts";
import { pagesOf } from "#reports/publish.server.ts";

let server: Server;
let place = "";
let asked = 0;
const directory = mkdtempSync(join(tmpdir(), "timonerie-pdf-"));

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.end("here");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

const hostile = () =>
  [
    `<img src="${place}/img">`,
    `![image](${place}/markdown.png)`,
    `<iframe src="file:///etc/passwd"></iframe>`,
    `<script>fetch("${place}/script")</script>`,
    `<link rel="stylesheet" href="${place}/sheet">`,
    `<svg><image href="${place}/svg"/></svg>`,
    `[php](php:system) [script](javascript:alert(1)) [file](file:///etc/passwd) [data](data:text/html,x)`,
    `</style><style>@import url(${place}/style)</style>`,
  ].join("\n\n");

/** A month of which each name and text is somebody's attack. The data are what availability's data.ts gives of nothing. */
function report(text: string, name = "POPGOM"): WrittenReport {
  return {
    project: { id: 1, slug: "popgom", name, clientName: name, timeZone: "Europe/Paris" },
    ...{ month: "2026-10", locale: "fr", base: "https://extranet.example.com" },
    issue: {
      ...{ number: 31, edition: 1, reason: "", establishedAt: Date.parse("2026-11-02T08:00:00Z"), isDraft: false },
      provider: { name, emergencyTelephone: null },
      manager: { name, telephone: null },
    },
    sections: ["availability", "shop"].map((section) => ({ name: section, data: null, text })),
  };
}

test("what people write makes the renderer ask for nothing; what would ask is refused, and nothing goes out", async () => {
  expect(await (await fetch(place)).text()).toBe("here");
  asked = 0;

  const ours = await printPdf(reportPage(report(hostile(), `"</title><img src=${place}/name>`)));
  expect(ours.refused).toEqual([]);

  // The same without our hand on it: a planted fault that lets tags through.
  const through = `<html><style>@import url(${place}/style)</style><body>${hostile()}`;
  const planted = await printPdf(through);
  expect(planted.refused).toEqual(expect.arrayContaining([`${place}/img`, `${place}/svg`]));
  expect(planted.refused.join(" ")).not.toContain("/script");
  expect(asked).toBe(0);
});

test("the PDF is tagged, bookmarked, in its language, on A4, with its own fonts and thin spaces that print", async () => {
  const text = `### Ce mois\n\nLes ventes\u202f: **29\u202f%** de plus, 1\u202f234 commandes.\n\n- un\n- deux\n\n[Preuve](/projects/popgom/availability)`;
  const { pdf } = await printPdf(reportPage(report(text)));
  const file = join(directory, "report.pdf");
  writeFileSync(file, pdf);
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" });

  const info = run("pdfinfo", file);
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(info).toMatch(/Page size:.*\(A4\)/);
  expect(info).toMatch(/JavaScript:\s+no/);
  expect(info).toContain("Rapport d’exploitation · POPGOM, octobre 2026");
  const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
  expect(pagesOf(pdf)).toBe(pages);

  const structure = run("pdfinfo", "-struct-text", file);
  for (const tag of ["H2", "H3", "P (block)", "L (block)", "Link"]) expect(structure).toContain(tag);
  const written = run("pdftotext", "-layout", file, "-");
  expect(written).toMatch(new RegExp(`1 ?/ ?${pages}`));
  expect(written.replaceAll(/[\u202f\u2009]/g, " ")).toContain("Les ventes : 29 % de plus, 1 234 commandes.");
  const fonts = run("pdffonts", file).split("\n").slice(2).filter(Boolean);
  expect(fonts.filter((line) => !/\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.test(line))).toEqual([]);
  expect(fonts.join("\n")).toContain("IBMPlexSans");

  const { qpdf } = JSON.parse(run("qpdf", "--json", file)) as { qpdf: [unknown, Record<string, unknown>] };
  const objects = JSON.stringify(qpdf[1]);
  expect(objects).toContain('"/Lang":"u:fr"');
  expect(objects).toContain('"/Outlines"');
  expect(objects).toContain("u:Disponibilité");
  expect(objects).toContain("https://extranet.example.com/projects/popgom/availability");
});

test("a page that takes too long is given up", async () => {
  await expect(printPdf("<p>late", 1)).rejects.toThrow(NotPrinted);
});
