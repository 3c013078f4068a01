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
  return findings(page, {});
}

/** As `seriousFindings`, in the light theme and in the dark one: of the second what themes differ in, the contrasts. */
export async function seriousFindingsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await seriousFindings(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await findings(page, { runOnly: ["color-contrast"] });
  await page.emulateMedia({ colorScheme: null });
  return [...light, ...dark.map((finding) => `in the dark theme, ${finding}`)];
}

function findings(page: Page, options: { runOnly?: string[] }): Promise<string[]> {
  return page.evaluate(
    async (asked) => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: AxeViolation[] }> } };
      return (await axe.run(asked)).violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`);
    },
    { ...options, resultTypes: ["violations"] },
  );
}

/** How far a page is wider than the screen, in pixels: nobody should have to scroll sideways. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
