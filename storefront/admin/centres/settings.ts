import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";

import { minutesOf, type OpeningHours, type Span } from "../../centres/hours.ts";
import type { ShopDatabase } from "../../db/client.ts";
import { type Centre, centres } from "../../db/schema/centres.ts";
import { inTransaction } from "../../db/transaction.ts";
import { TEST_CENTRE_SLUG } from "../../orders/kind.ts";

const MOST_CARS = 20;
const DEAREST_CENTS = 20_000;

/** As the form sends them. */
export interface TypedCentre {
  /** Cars at a time. */
  readonly capacity: string;
  /** Net, in euros: "15", "15,50". */
  readonly fitting: string;
  /** Monday first: "08:30-12:00, 14:00-18:00", empty when closed. */
  readonly hours: readonly string[];
  readonly hidden: boolean;
  /** Of the settings that the form showed. */
  readonly seen: string;
}

export type CentreRefusal =
  | { readonly refused: "capacity" | "fitting" | "testCentre" | "changedMeanwhile" }
  /** ISO weekday: 1 is Monday. */
  | { readonly refused: "hours"; readonly weekday: number };

/** Sets what the owner may set of a centre. Appointments already taken are kept whatever is set. */
export async function setCentre(
  db: ShopDatabase,
  centreId: number,
  typed: TypedCentre,
): Promise<{ changed: true } | CentreRefusal> {
  const capacityPerSlot = /^\d{1,2}$/.test(typed.capacity) ? Number(typed.capacity) : 0;
  if (capacityPerSlot < 1 || capacityPerSlot > MOST_CARS) return { refused: "capacity" };
  const fittingCents = centsOf(typed.fitting);
  if (fittingCents === undefined || fittingCents > DEAREST_CENTS) return { refused: "fitting" };
  const days = typed.hours.map(spansOf);
  const unread = days.indexOf(undefined);
  if (unread >= 0 || days.length !== 7) return { refused: "hours", weekday: Math.max(unread, 0) + 1 };
  const hours: OpeningHours = days.map((spans) => spans ?? []);

  return inTransaction(db, async (tx): Promise<{ changed: true } | CentreRefusal> => {
    // Appointments are taken under the same lock: nobody books by half-changed settings.
    const [centre] = await tx.select().from(centres).where(eq(centres.id, centreId)).for("update");
    if (!centre) throw new Error(`there is no centre ${centreId}`);
    if (centre.slug === TEST_CENTRE_SLUG && !typed.hidden) return { refused: "testCentre" };
    if (fingerprintOf(centre) !== typed.seen) return { refused: "changedMeanwhile" };
    const { hidden } = typed;
    await tx.update(centres).set({ capacityPerSlot, fittingCents, hours, hidden }).where(eq(centres.id, centreId));
    return { changed: true };
  });
}

/** Differs as soon as one of a centre's settings does. */
export function fingerprintOf({ capacityPerSlot, fittingCents, hours, hidden }: Centre): string {
  const settings = JSON.stringify([capacityPerSlot, fittingCents, hours, hidden]);
  return createHash("sha256").update(settings).digest("hex").slice(0, 16);
}

/** "15,50" is 1550. Undefined for what is no price. */
export function centsOf(euros: string): number | undefined {
  const [, whole, fraction = ""] = /^(\d{1,4})(?:[.,](\d{1,2}))?(?:\s*€)?$/.exec(euros) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

/** "8:30-12:00, 14:00-18:00" in order and without overlap; undefined for what cannot be read so. */
export function spansOf(text: string): readonly Span[] | undefined {
  if (text.trim() === "") return [];
  const spans = text.split(",").map((part) => {
    const [, opens, closes] = /^\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*$/.exec(part) ?? [];
    return [opens?.padStart(5, "0") ?? "", closes?.padStart(5, "0") ?? ""] as const;
  });
  const clocks = spans.flat();
  const areClocks = clocks.every((clock) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(clock));
  const rise = clocks.every((clock, index) => index === 0 || minutesOf(clock) > minutesOf(clocks[index - 1] ?? ""));
  return areClocks && rise ? spans : undefined;
}

/** As the form shows a day: the reverse of `spansOf`. */
export function hoursText(spans: readonly Span[]): string {
  return spans.map(([opens, closes]) => `${opens}-${closes}`).join(", ");
}
