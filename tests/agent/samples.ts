import { type Sample, schemaOf } from "#agent/sample.ts";

export const SCHEMA = schemaOf(["cpu_used_ratio", "load_average_1m"]);

export function sampleAt(at: number, schema = SCHEMA): Sample {
  return { schema, snapshot: [at, ...schema.series.map(() => 0.5)] };
}
