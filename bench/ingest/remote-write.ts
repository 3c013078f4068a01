import type { Snapshot } from "#collector/protocol/push.ts";

/** Tags of the protobuf messages of remote-write 1.0: field number and wire type. */
const LENGTH_DELIMITED_1 = 0x0a;
const LENGTH_DELIMITED_2 = 0x12;
const DOUBLE_1 = 0x09;
const VARINT_2 = 0x10;

/** A WriteRequest of one machine: for each series its labels, sorted, and its samples in order. */
export function writeRequest(names: readonly string[], machine: number, snapshots: readonly Snapshot[]): Buffer {
  const stamps = snapshots.map(([at]) => varint(at));
  const series = names.map((name, index) => {
    const samples = snapshots.map((snapshot, turn) => {
      const value = Buffer.alloc(9);
      value.writeUInt8(DOUBLE_1, 0);
      value.writeDoubleLE(snapshot[index + 1] ?? Number.NaN, 1);
      return field(LENGTH_DELIMITED_2, Buffer.concat([value, Buffer.of(VARINT_2), stamps[turn] ?? varint(0)]));
    });
    const labels = [label("__name__", name), label("machine", String(machine))];
    return field(LENGTH_DELIMITED_1, Buffer.concat([...labels, ...samples]));
  });
  return Buffer.concat(series);
}

function label(name: string, value: string): Buffer {
  const parts = [field(LENGTH_DELIMITED_1, Buffer.from(name)), field(LENGTH_DELIMITED_2, Buffer.from(value))];
  return field(LENGTH_DELIMITED_1, Buffer.concat(parts));
}

function field(tag: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
