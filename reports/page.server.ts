import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { reportMarkup, reportTitle, type WrittenReport } from "./document.tsx";
import { wordsOf } from "./words.ts";

const { resolve } = createRequire(import.meta.url);

/** In the order in which they are read; the last is for paper only. */
const SHEETS = ["report.css", "parts.css", "charts.css", "cover.css", "sections.css", "paper.css"];

const FONTS = [
  { family: "IBM Plex Sans", package: "ibm-plex-sans", weights: [300, 400, 500] },
  { family: "IBM Plex Sans Condensed", package: "ibm-plex-sans-condensed", weights: [400, 500] },
  { family: "IBM Plex Mono", package: "ibm-plex-mono", weights: [400] },
];
/** Of @fontsource, as app/ui/styles/fonts.css has it: letters with marks of other languages come from a second file. */
const EXTENDED =
  "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF";

/** The report as a page that needs nothing from anywhere: style sheets and fonts are in it. */
export function reportPage(report: WrittenReport, markup = reportMarkup(report)): string {
  const { locale, issue, project } = report;
  const t = wordsOf(locale);
  const title = escaped(`${t("frame.title")} · ${reportTitle(report)}`);
  const feet = `:root{--foot-left:${quoted(t("frame.foot", { number: issue.number, project: project.name }))}}`;
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title><meta name="author" content="${escaped(issue.provider.name)}"><style>${fontFaces()}${sheets()}${feet}</style></head><body>${markup}</body></html>`;
}

let faces: string | undefined;

function fontFaces(): string {
  faces ??= FONTS.flatMap(({ family, package: name, weights }) =>
    weights.flatMap((weight) =>
      (["latin-ext", "latin"] as const).map((letters) => {
        const file = resolve(`@fontsource/${name}/files/${name}-${letters}-${weight}-normal.woff2`);
        const range = letters === "latin-ext" ? `unicode-range:${EXTENDED};` : "";
        const data = readFileSync(file).toString("base64");
        return `@font-face{font-family:"${family}";font-weight:${weight};${range}src:url(data:font/woff2;base64,${data}) format("woff2")}`;
      }),
    ),
  ).join("");
  return faces;
}

let styles: string | undefined;

function sheets(): string {
  styles ??= SHEETS.map((name) => readFileSync(resolve(`#reports/styles/${name}`), "utf8")).join("\n");
  return styles;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A string of CSS: no letter of a project's name ends it, nor the style element around it. */
function quoted(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} .,·°-]/gu, (letter) => `\\${(letter.codePointAt(0) ?? 32).toString(16)} `)}"`;
}
