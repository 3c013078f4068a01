import { sql } from "drizzle-orm";
import type { ResultSetHeader, RowDataPacket } from "mysql2/promise";

import type { ShopDatabase } from "#storefront/db/client.ts";

const NAME = "orders";

/** Milliseconds of the database's clock: processes whose clocks differ still agree. */
const DATABASE_NOW = sql`cast(unix_timestamp(now(3)) * 1000 as unsigned)`;

/** Somebody else works now; nothing of this transaction is kept. */
export class LeaseLost extends Error {
  constructor() {
    super("another worker has the lease of the orders");
  }
}

/** The right to move orders on. One row; whoever has it renews it, and loses it when it does not. */
export interface Lease {
  /** Takes or renews it. False while another holds it. */
  take(): Promise<boolean>;
  /** Throws LeaseLost unless it is held now; it cannot change hands before the transaction ends. */
  assertHeld(tx: ShopDatabase): Promise<void>;
  /** Gives it back, so that the next worker need not wait. */
  release(): Promise<void>;
}

export function rowLease(db: ShopDatabase, holder: string, milliseconds: number): Lease {
  async function renew(): Promise<boolean> {
    const [taken] = (await db.execute(sql`
      update workflow_leases set holder = ${holder}, held_until = ${DATABASE_NOW} + ${milliseconds}
      where name = ${NAME} and (holder = ${holder} or held_until < ${DATABASE_NOW})`)) as unknown as [ResultSetHeader];
    return taken.affectedRows === 1;
  }

  return {
    async take() {
      if (await renew()) return true;
      await db.execute(sql`insert ignore into workflow_leases (name, holder, held_until) values (${NAME}, '', 0)`);
      return renew();
    },
    async assertHeld(tx) {
      const [rows] = (await tx.execute(sql`
        select 1 from workflow_leases
        where name = ${NAME} and holder = ${holder} and held_until > ${DATABASE_NOW} lock in share mode`)) as unknown as [
        RowDataPacket[],
      ];
      if (rows.length === 0) throw new LeaseLost();
    },
    async release() {
      await db.execute(sql`update workflow_leases set held_until = 0 where name = ${NAME} and holder = ${holder}`);
    },
  };
}
