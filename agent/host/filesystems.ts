import { statfsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { HOST_ROOTS, PartialReading, readText, type Sensor, series, type Values } from "./sensor.ts";

export interface Filesystem {
  readonly mount: string;
  readonly type: string;
}

interface Space {
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}

/** Own disks answer at once. A file server may not: it is asked on another thread. */
interface SpaceReaders {
  own(mount: string): Space;
  remote(mount: string): Promise<Space>;
}

/** A dead file server answers neither yes nor no: after this time its file system is left out of the sample. */
const ANSWER_MS = 2_000;

/** Space and inodes of every real file system. Used and ratio as `df` has them: root's reserve is not free. */
export function filesystemSensor(
  roots = HOST_ROOTS,
  spaceOf: SpaceReaders = { own: statfsSync, remote: statfs },
  answerMs = ANSWER_MS,
): Sensor {
  const waiting = new Set<string>();
  return {
    name: "filesystems",
    async read() {
      const values: Values = new Map();
      const failed: string[] = [];
      const put = (mount: string, space: Answer) => {
        if (space === undefined) failed.push(mount);
        else if (space !== "hidden") putSpace(values, mount, space);
      };
      const remote: Promise<void>[] = [];
      for (const { mount, type } of parseFilesystems(readText(`${roots.proc}/self/mountinfo`))) {
        if (!REMOTE_TYPES.has(type))
          put(
            mount,
            answerOf(() => spaceOf.own(mount)),
          );
        else if (waiting.has(mount)) failed.push(mount);
        else {
          const answer = withinTime(waiting, mount, spaceOf.remote(mount), answerMs);
          remote.push(answer.then((space) => put(mount, space)));
        }
      }
      await Promise.all(remote);
      if (failed.length > 0) throw new PartialReading(`no answer from ${failed.sort().join(", ")}`, values);
      return values;
    },
  };
}

/**
 * The file systems of `/proc/self/mountinfo` that hold data: on a disk, a network share, or a container's root.
 * One a device: the shortest mount point stands for its bind mounts.
 */
export function parseFilesystems(text: string): Filesystem[] {
  const byDevice = new Map<string, Filesystem>();
  for (const line of text.split("\n")) {
    const [place = "", origin = ""] = line.split(" - ");
    const [, , device = "", , escaped = ""] = place.split(" ");
    const [type = ""] = origin.split(" ");
    const mount = unescaped(escaped);
    const isReal = REAL_TYPES.has(type) || (type === "overlay" && mount === "/");
    if (!isReal || FILES_OF_A_CONTAINER.has(mount)) continue;
    const known = byDevice.get(device);
    if (!known || mount.length < known.mount.length) byDevice.set(device, { mount, type });
  }
  return [...byDevice.values()].sort((a, b) => (a.mount < b.mount ? -1 : 1));
}

const REAL_TYPES = new Set(
  "ext2 ext3 ext4 xfs btrfs zfs f2fs jfs reiserfs bcachefs vfat exfat ntfs ntfs3 fuseblk nfs nfs4 cifs smb3 ceph fuse.glusterfs ocfs2 gfs2".split(
    " ",
  ),
);

const REMOTE_TYPES = new Set(["nfs", "nfs4", "cifs", "smb3", "ceph", "fuse.glusterfs", "fuseblk"]);

/** Container engines mount these single files from the host's disk. */
const FILES_OF_A_CONTAINER = new Set(["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]);

function putSpace(values: Values, mount: string, space: Space): void {
  if (space.blocks === 0) return;
  const used = (space.blocks - space.bfree) * space.bsize;
  values.set(series("filesystem_size_bytes", mount), space.blocks * space.bsize);
  values.set(series("filesystem_used_bytes", mount), used);
  values.set(series("filesystem_used_ratio", mount), used / (used + space.bavail * space.bsize));
  // Btrfs and FAT have no fixed number of inodes and say 0.
  if (space.files > 0) {
    values.set(series("filesystem_inodes_used_ratio", mount), (space.files - space.ffree) / space.files);
  }
}

/** Undefined for a failure; `hidden` for a mount that the agent's user may not reach, or that lies below another one. */
type Answer = Space | "hidden" | undefined;

function answerOf(read: () => Space): Answer {
  try {
    return read();
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Answer {
  return ["EACCES", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "") ? "hidden" : undefined;
}

/** The answer, which is a failure when it takes too long. While it is awaited, the mount is not asked again. */
async function withinTime(
  waiting: Set<string>,
  mount: string,
  answer: Promise<Space>,
  limitMs: number,
): Promise<Answer> {
  waiting.add(mount);
  const settled = answer.catch(failureOf);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  const space = await Promise.race([settled, tooLate]);
  clearTimeout(timer);
  return space;
}

/** The kernel writes blanks and backslashes of a path as octal: `\040`. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
