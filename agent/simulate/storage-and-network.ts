import { series, type Values } from "../host/sensor.ts";
import { chance, noise } from "./noise.ts";
import { filledRatio } from "./story.ts";
import { clamp, type Work, type Worker } from "./work.ts";

const DAY_MS = 24 * 3_600_000;
/** Ext4 keeps so much for root: of what `df` calls full, 5 % are not used. */
export const USABLE = 0.95;

export function putFilesystems(values: Values, { machine, profile }: Worker, at: number): void {
  // Logs grow over the day and are packed at night.
  const logs = 0.012 * ((at % DAY_MS) / DAY_MS);
  const own = 0.08 * (chance(machine.seed, 1) - 0.5);
  const data = filledRatio(machine, at) ?? profile.dataUsed + own + logs;
  const put = (mount: string, size: number, ratio: number, inodes: number) => {
    values.set(series("filesystem_size_bytes", mount), size);
    values.set(series("filesystem_used_bytes", mount), size * USABLE * ratio);
    values.set(series("filesystem_used_ratio", mount), ratio);
    values.set(series("filesystem_inodes_used_ratio", mount), inodes);
  };
  put("/", machine.diskBytes * (1 - profile.dataShare), 0.34 + own + 0.3 * logs, 0.09 + 0.02 * own);
  put(profile.dataMount, machine.diskBytes * profile.dataShare, data, 0.03 + 0.05 * data);
}

export function putDisks(values: Values, { machine, profile }: Worker, { demand, backup }: Work, at: number): void {
  const flicker = (offset: number) => Math.max(0.05, 1 + 0.45 * noise(machine.seed + offset, at, 6_000));
  const put = (device: string, read: number, written: number) => {
    values.set(series("disk_read_bytes_per_second", device), read);
    values.set(series("disk_written_bytes_per_second", device), written);
    values.set(series("disk_reads_per_second", device), read / 17_000);
    values.set(series("disk_writes_per_second", device), written / 11_000);
    values.set(series("disk_busy_ratio", device), clamp((read / 90 + written / 60) / 1_000_000, 0.001, 0.98));
  };
  put("vda", 30_000 * flicker(6), (60_000 + 100_000 * demand) * flicker(7));
  put(
    "vdb",
    profile.diskRead * (0.1 + demand) * flicker(8) + 42_000_000 * backup,
    profile.diskWritten * (0.12 + demand) * flicker(9) + 6_000_000 * backup,
  );
}

export function putNetwork(values: Values, { machine, profile }: Worker, { demand, backup }: Work, at: number): void {
  const flicker = (offset: number) => Math.max(0.1, 1 + 0.22 * noise(machine.seed + offset, at, 7_000));
  const put = (name: string, received: number, sent: number, drops = 0) => {
    values.set(series("network_received_bytes_per_second", name), received);
    values.set(series("network_sent_bytes_per_second", name), sent);
    values.set(series("network_received_packets_per_second", name), received / 640);
    values.set(series("network_sent_packets_per_second", name), sent / 690);
    values.set(series("network_receive_errors_per_second", name), 0);
    values.set(series("network_send_errors_per_second", name), 0);
    values.set(series("network_receive_drops_per_second", name), drops);
    values.set(series("network_send_drops_per_second", name), 0);
  };
  const work = 0.04 + demand;
  const drops = noise(machine.seed + 12, at, 30_000) > 0.93 ? 0.1 : 0;
  put("eth0", profile.received * work * flicker(10), profile.sent * work * flicker(11), drops);
  // The second card is the inner net: monitoring, and the nightly backup on its way out.
  put("eth1", 6_000 * flicker(13), 9_000 * flicker(14) + 11_000_000 * backup);
  put("lo", 4_000 * flicker(15), 4_000 * flicker(15));
}
