import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Pool, RowDataPacket } from "mysql2/promise";

const LEASE_SECONDS = 8;
/** Two renewals may fail before the lease lapses. */
const RENEW_EVERY_MS = 2_500;

/**
 * A role that one process holds at a time, as a row of `leases`. It lapses by the database's clock, so that the
 * clocks of two hosts need not agree. A holder on this host that is dead is succeeded at once; any other within 8 s.
 */
export class Lease {
  readonly holder: string;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly name: string,
    pid = process.pid,
  ) {
    this.holder = `${hostname().slice(0, 30)}:${pid}:${randomBytes(6).toString("hex")}`;
  }

  /** Takes or renews the lease; false while another holds it. */
  async take(): Promise<boolean> {
    // Assigned from left to right: `until` moves only if the holder is already us.
    await this.pool.query(
      `INSERT INTO leases (name, holder, until) VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
       ON DUPLICATE KEY UPDATE
         holder = IF(until <= UTC_TIMESTAMP(3) OR holder = ?, VALUES(holder), holder),
         until = IF(holder = VALUES(holder), VALUES(until), until)`,
      [this.name, this.holder, LEASE_SECONDS, await this.deadHolder()],
    );
    return (await this.currentHolder()) === this.holder;
  }

  /** Waits until the lease is ours. Stops waiting, with false, when the signal says so. */
  async wait(signal: AbortSignal, everyMs = 500): Promise<boolean> {
    while (!signal.aborted) {
      if (await this.take().catch(noAnswer)) return true;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return false;
  }

  /** Renews until released. `lost` is called when another process holds the lease: this one must end. */
  keep(lost: () => void): void {
    this.timer = setInterval(() => {
      this.take().then((isOurs) => {
        if (!isOurs && this.timer) lost();
      }, noAnswer);
    }, RENEW_EVERY_MS);
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.pool.query("DELETE FROM leases WHERE name = ? AND holder = ?", [this.name, this.holder]);
  }

  private async deadHolder(): Promise<string> {
    const holder = await this.currentHolder();
    const [host, pid] = (holder ?? "").split(":");
    return holder && host === this.holder.split(":")[0] && !isAlive(Number(pid)) ? holder : "";
  }

  private async currentHolder(): Promise<string | undefined> {
    const [rows] = await this.pool.query<RowDataPacket[]>("SELECT holder FROM leases WHERE name = ?", [this.name]);
    return rows[0] ? String(rows[0].holder) : undefined;
  }
}

/** While the database is away nobody can take the lease: the next attempt will tell. */
function noAnswer(): false {
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
