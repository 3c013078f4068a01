import { expect, test } from "vitest";

import { differenceOf } from "#domain/knowledge/difference.ts";
import { articleHtml, excerptOf, imagesIn } from "#domain/knowledge/markdown.ts";

const IMAGE = "/attachments/0123456789abcdef0123456789abcdef";

test.each([
  ["a tag", "<script>alert(1)</script><img src=x onerror=alert(1)>", /<script|<img/],
  ["a script's address", "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](vbscript:x)", /href/],
  ["data", "[x](data:text/html,hi) ![y](data:image/png;base64,AAAA)", /href|<img/],
  ["an image from elsewhere", "![x](https://elsewhere.test/a.png)", /<img/],
  ["an image of ours that is no file of an article", "![x](/sign-out)", /<img/],
  ["an address without its scheme", "[x](//elsewhere.test) [z](\\\\elsewhere.test)", /href/],
  [
    "a quote that closes an attribute",
    '[x](/a"onmouseover="alert(1)) ![" onerror="alert(1)](/b)',
    /\sonmouseover="|\sonerror="/,
  ],
  ["a scheme behind a reference", "[x][1]\n\n[1]: javascript:alert(1)", /href/],
])("an article cannot hold %s", (_sentence, text, forbidden) => {
  expect(articleHtml(text)).not.toMatch(forbidden);
});

test("an article may link to pages and show its own images; its headings come under the page's title", () => {
  const html = articleHtml(
    `# Avant\n\n[page](https://a.test/x) [mail](mailto:a@b.test) [ici](/knowledge)\n\n![Courbe](${IMAGE})`,
  );
  expect(html).toContain("<h2>Avant</h2>");
  expect(html).toContain('<a href="https://a.test/x" rel="noopener noreferrer">page</a>');
  expect(html).toContain('href="mailto:a@b.test"');
  expect(html).toContain('href="/knowledge"');
  expect(html).toContain(`<img src="${IMAGE}" alt="Courbe" loading="lazy">`);
  expect(imagesIn(`![a](${IMAGE}) ![b](${IMAGE}) ![c](https://x.test/y.png)`)).toEqual([IMAGE.slice(13)]);
});

test("a list shows the first words of an article without its marks", () => {
  expect(excerptOf("Un **index** manque.\n\n## Avant\n\n- 12 Go `libres`", 40)).toBe(
    "Un index manque. Avant 12 Go libres",
  );
  expect(excerptOf("Un index manque beaucoup", 12)).toBe("Un index…");
});

test.each([
  ["nothing", "a\nb", "a\nb", [{ kind: "folded", lines: 2 }]],
  [
    "a word in a line",
    "Vérifier 12 Go libres.",
    "Vérifier 20 Go libres.",
    [
      {
        kind: "changed",
        pieces: [
          { kind: "same", text: "Vérifier " },
          { kind: "removed", text: "12" },
          { kind: "added", text: "20" },
          { kind: "same", text: " Go libres." },
        ],
      },
    ],
  ],
  [
    "a line that has nothing of the old one",
    "Vérifier le disque",
    "Appeler le centre demain",
    [
      { kind: "removed", text: "Vérifier le disque" },
      { kind: "added", text: "Appeler le centre demain" },
    ],
  ],
  [
    "a line far from the beginning",
    "1\n2\n3\n4\n5\n6",
    "1\n2\n3\n4\n5\n6\nsept",
    [
      { kind: "folded", lines: 4 },
      { kind: "same", text: "5" },
      { kind: "same", text: "6" },
      { kind: "added", text: "sept" },
    ],
  ],
])("a difference shows %s", (_sentence, before, after, expected) => {
  expect(differenceOf(before, after)).toEqual(expected);
});

test("two long texts without a common word are compared in bounded time", () => {
  const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word} ${index * 7}`).join("\n");
  expect(differenceOf(long("un"), long("deux")).length).toBeGreaterThan(2_999);
});
