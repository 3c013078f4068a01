import type { IncomingMessage } from "node:http";

import { MAX_BACKUP_LOG_BYTES } from "#collector/protocol/backups.ts";

/** More than this of a log is not listened to. */
const MAX_HEARD_BYTES = 16_000_000;
/** A sender that is silent this long in the middle of its log is gone. */
const IDLE_MS = 5_000;

/** One character more than is kept, so that the cut falls between two. */
const KEPT_BYTES = MAX_BACKUP_LOG_BYTES + 4;

/**
 * The last part of a request's body, and little more of it in memory: a backup's end is worth more than the log of it, so that
 * a long one is cut and not refused. `stalled` when the body stopped arriving; null when the sender
 * went away.
 */
export function readLog(request: IncomingMessage, idleMs = IDLE_MS): Promise<Buffer | "stalled" | null> {
  return new Promise((resolve) => {
    let kept: Buffer = Buffer.alloc(0);
    let heard = 0;
    const idle = setTimeout(() => finish("stalled"), idleMs);
    const finish = (result: Buffer | "stalled" | null) => {
      clearTimeout(idle);
      request.off("data", take).off("end", end).off("close", gone).off("error", gone);
      resolve(result);
    };
    const take = (part: Buffer) => {
      heard += part.length;
      kept = lastOf(Buffer.concat([kept, part]));
      if (heard > MAX_HEARD_BYTES) finish(kept);
      else idle.refresh();
    };
    const end = () => finish(kept);
    const gone = () => finish(null);
    request.on("data", take).on("end", end).on("close", gone).on("error", gone);
  });
}

/** A copy, so that what is cut off is not kept in memory by what stays. */
function lastOf(bytes: Buffer): Buffer {
  return bytes.length <= KEPT_BYTES ? bytes : Buffer.from(bytes.subarray(-KEPT_BYTES));
}
