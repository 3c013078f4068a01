import { isLoopback } from "#app/http/address.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import type { Settings } from "./settings.ts";
import { shopAdminPassword, shopUrl } from "./shop.ts";

const ROLES: Record<keyof typeof DEMO_PEOPLE, string> = {
  admin: "staff: admin",
  pm: "staff: project manager of POPGOM",
  support: "staff: support",
  clientAdmin: "Tyredating: client admin",
  approver: "Tyredating: approver",
  viewer: "Tyredating: viewer",
  otherViewer: "of another client: viewer",
};

/** What the operator reads once all answer. */
export function announcement(
  settings: Settings,
  { hasDemo, firstAdminLink }: { hasDemo: boolean; firstAdminLink: string | undefined },
): string {
  const lines = ["", `Timonerie is up:  ${settings.url}`, `Agents push to:   ${settings.collectorUrl}`];
  if (settings.demo !== "off") {
    lines.push(`POPGOM, the shop: ${shopUrl(settings)}  (its owner: /admin, password ${shopAdminPassword(settings)})`);
  }
  if (hasDemo) {
    lines.push("", `Demo logins, password ${settings.demoPassword}:`);
    for (const [key, { email }] of Object.entries(DEMO_PEOPLE)) {
      lines.push(`  ${email.padEnd(22)} ${ROLES[key as keyof typeof DEMO_PEOPLE]}`);
    }
    if (!isLoopback(settings.host)) lines.push("They are refused on this address: TIMONERIE_DEMO=expose lifts that.");
  }
  if (firstAdminLink)
    lines.push("", "No admin yet. This link makes the first one; it works once, within an hour:", firstAdminLink);
  lines.push("", `Logs in ${settings.data}/logs. Ctrl-C stops everything.`, "");
  return lines.join("\n");
}
