import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const AXE = fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url));

interface AxeViolation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: { readonly html: string }[];
}

/** What axe finds serious or critical on the page as it stands: its rule, the first element, and how many. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Through the debugger: the pages' own policy lets no foreign script in.
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
    return (await axe.run()).violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`);
  });
}

/** How far a page is wider than the screen, in pixels: nobody should have to scroll sideways. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
