/**
 * What our programs say of themselves at `/metrics`, and what the extranet hands on of machines: the text of OpenMetrics
 * 1.0 (https://openmetrics.io) to whoever asks for it, as Prometheus does, else the older text of Prometheus, which
 * people read by curl and promtool checks. It imports nothing.
 */
const OPEN_METRICS = "application/openmetrics-text";
const OPEN_METRICS_TYPE = `${OPEN_METRICS}; version=1.0.0; charset=utf-8`;
const OLD_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export interface MetricFamilyText {
  /** Without `_total`: the samples of a counter get it. */
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

export interface MetricSample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
  /** Epoch milliseconds; absent for what is true now. */
  readonly at?: number;
}

/** The families in the order given, without those that have no sample, as the Accept header of a request wants them. */
export function metricsText(
  families: readonly MetricFamilyText[],
  accept = "",
): { readonly text: string; readonly contentType: string } {
  const isOpen = accept.includes(OPEN_METRICS);
  const lines: string[] = [];
  for (const { name, type, help, samples } of families) {
    if (samples.length === 0) continue;
    const sampled = type === "counter" ? `${name}_total` : name;
    // OpenMetrics names a counter's family without the suffix of its samples.
    const family = isOpen ? name : sampled;
    lines.push(`# HELP ${family} ${escaped(help)}`, `# TYPE ${family} ${type}`);
    for (const { labels = {}, value, at } of samples) {
      const instant = at === undefined ? "" : ` ${isOpen ? (at / 1_000).toFixed(3) : at}`;
      lines.push(`${sampled}${labelsText(labels)} ${value}${instant}`);
    }
  }
  if (isOpen) lines.push("# EOF");
  return { text: `${lines.join("\n")}\n`, contentType: isOpen ? OPEN_METRICS_TYPE : OLD_TYPE };
}

/** The newest values of machines as families: one per name, each machine and label a sample. */
export function latestFamilies(
  machines: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly at: number;
    readonly series: readonly {
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly value: number;
    }[];
  }[],
  prefix = "timonerie_",
): MetricFamilyText[] {
  const byName = new Map<string, MetricSample[]>();
  for (const { labels, at, series } of machines) {
    for (const one of series) {
      const name = `${prefix}${one.name.replace(/[^a-zA-Z0-9_:]/g, "_")}`;
      const samples = byName.get(name) ?? [];
      byName.set(name, samples);
      // Ours last: a label that a machine sent cannot pass for another project.
      samples.push({ labels: { ...one.labels, ...labels }, value: one.value, at });
    }
  }
  return [...byName]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, samples]) => ({
      name,
      type: "gauge",
      help: "The newest value of each machine.",
      samples,
    }));
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels).sort();
  if (names.length === 0) return "";
  return `{${names.map((name) => `${name}="${escaped(labels[name] ?? "").replace(/"/g, '\\"')}"`).join(",")}}`;
}

function escaped(text: string): string {
  return text.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");
}
