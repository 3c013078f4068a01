import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { hasRemoteImages, safeDocument } from "#domain/mail/safe-html.ts";
import { openBrowser } from "#tests/support/browser.ts";

const CANARY = "document.title='executed';(parent||window).postMessage('executed','*')";
/** Each with the canary where a mail program or browser has once run it. */
const HOSTILE = [
  `<script>${CANARY}</script>`,
  `<img src=x onerror="${CANARY}">`,
  `<svg onload="${CANARY}"><script>${CANARY}</script></svg>`,
  `<svg><animate onbegin="${CANARY}" attributeName=x dur=1s></svg>`,
  `<svg><style><img src="</style><img src=x onerror=${CANARY}>"></svg>`,
  `<iframe srcdoc="<script>${CANARY}</script>"></iframe>`,
  `<iframe src="javascript:${CANARY}"></iframe>`,
  `<object data="javascript:${CANARY}"></object><embed src="javascript:${CANARY}">`,
  `<a href="javascript:${CANARY}" autofocus onfocus="${CANARY}">x</a>`,
  `<a href="java&#10;script:${CANARY}">x</a><a href="data:text/html,<script>${CANARY}</script>">x</a>`,
  `<form action="javascript:${CANARY}"><button autofocus onfocus="${CANARY}">x</button></form>`,
  `<body onload="${CANARY}"><details open ontoggle="${CANARY}">x</details>`,
  `<meta http-equiv=refresh content="0;url=javascript:${CANARY}"><base href="https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/x.css"><style>@import 'https://evil.example/x.css';</style>`,
  `<div style="background:url(https://evil.example/x.png)">x</div><table background="https://evil.example/y.png"><tr><td>x</table>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${CANARY}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${CANARY}>">`,
  `<textarea><img title="</textarea><img src=x onerror=${CANARY}>"></textarea>`,
  `<video><source onerror="${CANARY}"></video><audio src=x onerror="${CANARY}">`,
  `<input autofocus onfocus="${CANARY}"><select autofocus onfocus="${CANARY}"></select>`,
  `<img src="https://evil.example/pixel.png"><img src="//evil.example/p.png" srcset="https://evil.example/2.png 2x">`,
  `</body></html><script>${CANARY}</script><plaintext>`,
];
const options = { withImages: false, imageWord: "image" };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Opens each document in a page of its own frame; what ran, and what was asked of other servers. */
async function opened(documents: readonly string[], sandbox: string | null): Promise<{ ran: number; asked: number }> {
  const page = await browser.newPage();
  let asked = 0;
  await page.route(/evil\.example/, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.setContent("<!doctype html><title>page</title>");
  const ran = await page.evaluate(
    async ({ documents, sandbox }) => {
      let heard = 0;
      window.addEventListener("message", () => {
        heard += 1;
      });
      const frames = documents.map((source) => {
        const frame = document.createElement("iframe");
        if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
        frame.srcdoc = source;
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
        document.body.append(frame);
        return loaded;
      });
      await Promise.all(frames);
      // What runs by an error of a picture runs after the load of its document.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return heard;
    },
    { documents, sandbox },
  );
  await page.close();
  return { ran, asked };
}

test("hostile mails run nothing in Chromium and fetch nothing, by the cleaning alone and in their frame", async () => {
  const clean = HOSTILE.map((html) => safeDocument(html, options));

  // Each wall stands alone: the cleaning without the frame's sandbox or its document's policy, the sandbox without the cleaning.
  const cleanedOnly = clean.map((document) => document.replace(/<meta http-equiv[^>]*>/, ""));
  expect(await opened(cleanedOnly, null)).toEqual({ ran: 0, asked: 0 });
  expect(await opened(clean, "")).toEqual({ ran: 0, asked: 0 });
  expect((await opened(HOSTILE, "")).ran).toBe(0);
});

test("the canary sings where neither wall stands", async () => {
  const { ran, asked } = await opened(HOSTILE, null);
  expect(ran).toBeGreaterThan(5);
  expect(asked).toBeGreaterThan(0);
});

test("pictures are words until they are asked for, and then come by https alone", () => {
  const html = `<p>Bonjour</p><img src="https://shop.example/logo.png" alt="Logo"><img src="http://x.example/a.png"><img src="data:image/png;base64,AA">`;
  expect(hasRemoteImages(html)).toBe(true);
  expect(safeDocument(html, options)).toContain("<span>[Logo]</span>");
  expect(safeDocument(html, options)).not.toContain("<img");
  const shown = safeDocument(html, { ...options, withImages: true });
  expect(shown.match(/src="[^"]*"/g)).toEqual(['src="https://shop.example/logo.png"']);
});
