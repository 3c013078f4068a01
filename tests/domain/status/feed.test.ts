import { expect, test } from "vitest";

import { atomFeed, escapeXml } from "#domain/status/feed.ts";

test.each([
  ["markup", 'a < b & "c" > <d/>', "a &lt; b &amp; &quot;c&quot; &gt; &lt;d/&gt;"],
  ["what XML cannot write", "a\u0000b\u0008c\u001bd\ufffee\ud800f", "abcdef"],
  ["lines and letters of all kinds", "é\t🙂\n\u00a0: ]]>", "é\t🙂\n\u00a0: ]]&gt;"],
])("%s", (_sentence, text, written) => {
  expect(escapeXml(text)).toBe(written);
});

test("a feed without news is as old as its page; ids hang on the page and the entry, not on the words", () => {
  const page = "https://etat.example/status/popgom";
  const feed = { title: "A & B", author: "C", locale: "fr", page, self: `${page}/feed.xml`, entries: [], begun: 0 };
  expect(atomFeed(feed)).toContain("<updated>1970-01-01T00:00:00.000Z</updated>");
  const entry = { id: 7, title: "Panne", text: "x", at: 1_000, link: `${page}#incident-1` };
  for (const title of ["Panne", "Panne corrigée"]) {
    expect(atomFeed({ ...feed, entries: [{ ...entry, title }] })).toContain(`<id>${page}#entry-7</id>`);
  }
});
