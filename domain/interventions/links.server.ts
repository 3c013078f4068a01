import { createHash, randomBytes } from "node:crypto";

import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventionLinks } from "#db/schema/interventions.ts";

/** 256 bits, as the address in a mail holds them. */
const SECRET = /^[\w-]{43}$/;

/** A link for one person and one plan. The secret goes into the mail and nowhere else; the table keeps its hash. */
export async function makeLink(
  tx: Database,
  { approverId, planHash, expiresAt }: { approverId: number; planHash: string; expiresAt: Date },
): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await tx.insert(interventionLinks).values({ secretHash: hashOf(secret), approverId, planHash, expiresAt });
  return secret;
}

/** Looks at a link, which spends nothing. Undefined for one that was never made. */
export async function linkOf(db: Database, secret: string) {
  if (!SECRET.test(secret)) return undefined;
  const [link] = await db
    .select()
    .from(interventionLinks)
    .where(eq(interventionLinks.secretHash, hashOf(secret)));
  return link;
}

/** Every link of an approver to this plan answers no more: one answer spends them all, also that of a reminder. */
export async function spendLinks(tx: Database, approverId: number, planHash: string, now: Date): Promise<void> {
  await tx
    .update(interventionLinks)
    .set({ spentAt: now })
    .where(
      and(
        eq(interventionLinks.approverId, approverId),
        eq(interventionLinks.planHash, planHash),
        isNull(interventionLinks.spentAt),
      ),
    );
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
