import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { meterPrices, transferQuotas } from "#db/schema/consumption.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { recordAudit } from "#domain/audit/record.server.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import { inEffectOn, isWithdrawable } from "#domain/projects/effect.ts";
import { lockApplication, lockProject } from "#domain/projects/locks.server.ts";

import { pricesOf } from "./contract.server.ts";
import type { ConsumptionEvent } from "./events.ts";
import { type PriceRow, tariffKey } from "./prices.ts";
import type { QuotaRow } from "./quota.ts";

export type PricedAs = Omit<PriceRow, "id">;
export type PriceRefusal = "notFound" | "dayTaken" | "chargedTwice" | "labelMissing";

/**
 * Notes what a meter costs from a day on; a price of 0 ends a fixed one. One agreement a meter and day: withdraw it to correct
 * it. A meter that is charged for the whole project is not charged once more for an application of it.
 */
export async function agreePrice(
  db: Database,
  projectId: number,
  actor: Actor,
  agreed: PricedAs,
  now = new Date(),
): Promise<{ id: number } | { refused: PriceRefusal }> {
  if (agreed.meter === "fixed" && agreed.label.trim() === "") return { refused: "labelMissing" };
  const row = { ...agreed, label: agreed.meter === "fixed" ? agreed.label.trim() : "" };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const isKnown = row.applicationId === null || (await lockApplication(tx, projectId, row.applicationId));
    if (!project || !isKnown) return { refused: "notFound" };
    const others = await pricesOf(tx, projectId);
    const isSameDay = (other: PriceRow) => tariffKey(other) === tariffKey(row) && other.effectiveOn === row.effectiveOn;
    if (others.some(isSameDay)) return { refused: "dayTaken" };
    if (isChargedElsewhere(row, others)) return { refused: "chargedTwice" };

    const [inserted] = await tx.insert(meterPrices).values({ projectId, ...row, createdAt: now, createdBy: actor.id });
    const told = { type: "price" as const, verb: "agree" as const, id: inserted.insertId, name: nameOf(row) };
    await write(tx, actor, project, told, { ...row }, now);
    return { id: inserted.insertId };
  });
}

/** Takes back an agreed price while it may be (see isWithdrawable). Its row stays, for the audit. */
export async function withdrawPrice(
  db: Database,
  projectId: number,
  priceId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "inEffect" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const where = and(
      eq(meterPrices.id, priceId),
      eq(meterPrices.projectId, projectId),
      isNull(meterPrices.withdrawnAt),
    );
    const [found] = await tx.select().from(meterPrices).where(where).for("update");
    if (!project || !found) return { refused: "notFound" };
    if (!isWithdrawable(found, project.timeZone, now)) return { refused: "inEffect" };

    await tx.update(meterPrices).set({ withdrawnAt: now }).where(where);
    const told = { type: "price" as const, verb: "withdraw" as const, id: priceId, name: nameOf(found) };
    await write(tx, actor, project, told, { withdrawn: found }, now);
    return { withdrawn: true };
  });
}

/** Notes what may be transferred in a month from a day on. One agreement a day: withdraw it to correct it. */
export async function agreeQuota(
  db: Database,
  projectId: number,
  actor: Actor,
  agreed: QuotaRow,
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "dayTaken" }> {
  try {
    return await db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      if (!project) return { refused: "notFound" };
      const { effectiveOn, gigabytes, rule, megabitsPerSecond } = agreed;
      const [inserted] = await tx.insert(transferQuotas).values({
        ...{ projectId, effectiveOn, gigabytes, rule, megabitsPerSecond },
        createdAt: now,
        createdBy: actor.id,
      });
      const told = { type: "quota" as const, verb: "agree" as const, id: inserted.insertId, name: project.name };
      await write(tx, actor, project, told, { ...agreed }, now);
      return { id: inserted.insertId };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "dayTaken" };
    throw error;
  }
}

/** Takes back an agreed quota while it may be (see isWithdrawable). */
export async function withdrawQuota(
  db: Database,
  projectId: number,
  quotaId: number,
  actor: Actor,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "inEffect" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const where = and(eq(transferQuotas.id, quotaId), eq(transferQuotas.projectId, projectId));
    const [found] = await tx.select().from(transferQuotas).where(where).for("update");
    if (!project || !found) return { refused: "notFound" };
    if (!isWithdrawable(found, project.timeZone, now)) return { refused: "inEffect" };

    await tx.delete(transferQuotas).where(where);
    const told = { type: "quota" as const, verb: "withdraw" as const, id: quotaId, name: project.name };
    await write(tx, actor, project, told, { withdrawn: found }, now);
    return { withdrawn: true };
  });
}

/** Whether the same meter costs something for the whole while this is for a part, or for a part while this is for the whole. */
function isChargedElsewhere(row: PricedAs, others: readonly PriceRow[]): boolean {
  if (row.meter === "fixed" || row.price === 0) return false;
  const crossing = others.filter(
    ({ meter, applicationId }) => meter === row.meter && (applicationId === null) !== (row.applicationId === null),
  );
  const tariffs = new Set(crossing.map(tariffKey));
  return [...tariffs].some((key) => {
    const tariff = crossing.filter((one) => tariffKey(one) === key);
    const later = tariff.filter(({ effectiveOn }) => effectiveOn > row.effectiveOn);
    return [inEffectOn(tariff, row.effectiveOn), ...later].some((one) => (one?.price ?? 0) > 0);
  });
}

function nameOf({ meter, label }: Pick<PriceRow, "meter" | "label">): string {
  return label || meter;
}

/** The audit has the amounts, which few read; the event has none, since programs of readers without the right may. */
async function write(
  tx: Database,
  actor: Actor,
  project: { readonly id: number; readonly clientId: number },
  { type, verb, id, name }: { type: "price" | "quota"; verb: AuditVerb<"price" | "quota">; id: number; name: string },
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const of = { clientId: project.clientId, projectId: project.id };
  await recordAudit(tx, actor, { action: `${type}.${verb}`, subject: { type, id, name }, ...of, detail }, now);
  const event: ConsumptionEvent = `${type}.${verb === "agree" ? "agreed" : "withdrawn"}`;
  await recordEvent(tx, { type: event, ...of, actorId: actor.id, data: { id, name } }, now);
}
