import { and, count, desc, eq, isNotNull, isNull, like, or, type SQL, sql } from "drizzle-orm";

import type { ShopDatabase } from "../../db/client.ts";
import { ORDER_STATUSES, orders } from "../../db/schema/orders.ts";
import { workflowInstances } from "../../db/schema/workflow.ts";
import { literally, pageAsked, textAsked } from "../asked.ts";
import { type Page, placeOf, ROWS_A_PAGE } from "../paging.ts";

export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderFilter {
  /** Beginning of a number or of an e-mail address. */
  readonly q: string;
  readonly status: OrderStatus | undefined;
  /** Of the workflow: orders that wait there, or stand still there. */
  readonly step: string;
  readonly withTests: boolean;
  readonly page: number;
}

export function orderFilterOf(query: Readonly<Record<string, unknown>>): OrderFilter {
  const status = textAsked(query.etat);
  return {
    q: textAsked(query.q),
    status: ORDER_STATUSES.find((one) => one === status),
    step: textAsked(query.etape, 60),
    withTests: query.essais === "1",
    page: pageAsked(query.page),
  };
}

/** What an address says of a filter; its page where it is not the first. */
export function askedOf({ q, status, step, withTests }: OrderFilter, page = 1) {
  return { q, etat: status, etape: step, essais: withTests ? 1 : undefined, page: page > 1 ? page : undefined };
}

/** The newest first. Orders of checks are left out unless they are asked for. */
export async function foundOrders(db: ShopDatabase, filter: OrderFilter) {
  const where = conditionOf(filter);
  const joined = eq(workflowInstances.orderId, orders.id);
  const [counted] = await db.select({ total: count() }).from(orders).leftJoin(workflowInstances, joined).where(where);
  const total = counted?.total ?? 0;
  const { page, pages, offset } = placeOf(filter.page, total);
  const rows = await db
    .select({ order: orders, isStuck: sql<number>`${workflowInstances.incident} is not null`.mapWith(Boolean) })
    .from(orders)
    .leftJoin(workflowInstances, joined)
    .where(where)
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(ROWS_A_PAGE)
    .offset(offset);
  return { rows, total, page, pages } satisfies Page<unknown>;
}

export type FoundOrders = Awaited<ReturnType<typeof foundOrders>>;

function conditionOf({ q, status, step, withTests }: OrderFilter): SQL | undefined {
  return and(
    withTests ? undefined : eq(orders.isTest, false),
    status && eq(orders.status, status),
    q ? or(like(orders.number, `${literally(q.toUpperCase())}%`), like(orders.email, `${literally(q)}%`)) : undefined,
    step ? standsAt(step) : undefined,
  );
}

/** Stuck orders are where their step failed, not where they waited before it. */
function standsAt(step: string): SQL | undefined {
  const { incident, waitingStep, endedAt } = workflowInstances;
  return and(
    isNull(endedAt),
    or(
      and(isNull(incident), eq(waitingStep, step)),
      and(isNotNull(incident), eq(sql`json_value(${incident}, '$.step')`, step)),
    ),
  );
}
