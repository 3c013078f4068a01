import { type Schema, sampleOf, schemaOf } from "#agent/sample.ts";
import type { SimulatedMachine } from "#agent/simulate/machine.ts";
import { simulatedSchema, simulatedValues } from "#agent/simulate/values.ts";

/** What a machine with one disk and no loopback would still send: of what is left, the first so many are taken. */
const LEFT_OUT = /device="vdb"|interface="lo"|_packets_|_errors_|_drops_/;
const MOST_KEPT = 200;

/** What machines of one pattern read, as the text of a push: made once a second of their clock, sent by many. */
export class Readings {
  readonly schema: Schema;
  private readonly texts = new Map<number, string>();

  /** `series` bounds how many a machine sends; without it they are all that the simulator knows. */
  constructor(
    private readonly machine: SimulatedMachine,
    series: number | undefined,
  ) {
    const keys = simulatedSchema(machine).series.map(([key]) => key);
    const chosen = series === undefined ? keys : keys.filter((key) => !LEFT_OUT.test(key)).slice(0, series);
    this.schema = schemaOf(chosen);
  }

  /** "[1795382400000,0.12,0.4]". */
  snapshot(at: number): string {
    const second = Math.floor(at / 1_000);
    const text = this.texts.get(second) ?? this.read(second);
    return `[${at}${text}]`;
  }

  body(snapshots: readonly string[], { isDeclared }: { isDeclared: boolean }): string {
    const series = isDeclared ? "" : `"series":${JSON.stringify(this.schema.series)},`;
    return `{"schema":"${this.schema.hash}",${series}"snapshots":[${snapshots.join(",")}]}`;
  }

  private read(second: number): string {
    const { snapshot } = sampleOf(this.schema, second * 1_000, simulatedValues(this.machine, second * 1_000));
    const values = snapshot.slice(1).map((value) => `,${value}`);
    if (this.texts.size >= MOST_KEPT) this.texts.clear();
    this.texts.set(second, values.join(""));
    return values.join("");
  }
}
