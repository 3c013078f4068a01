import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";

import { withoutNulls } from "#app/http/without-nulls.server.ts";

async function page(text: string): Promise<string> {
  const body = withoutNulls();
  const { pipe } = renderToPipeableStream(createElement("p", { title: text }), { onShellReady: () => pipe(body) });
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

test.each([0, 1, 2, 3])("a page is its text alone, wherever its letters fall between pieces (%i)", async (shift) => {
  const text = "x".repeat(shift) + "« é … ’ ».".repeat(150);

  expect(await page(text)).toBe(`<p title="${text}"></p>`);
});
