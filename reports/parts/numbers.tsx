export interface Readout {
  readonly key: string;
  readonly number: string;
  readonly unit?: string;
  /** What it is, then what stands beside it. */
  readonly lines: readonly string[];
}

/** A few figures that are read first. */
export function Numbers({ readouts }: { readouts: readonly Readout[] }) {
  return (
    <div className="report-numbers">
      {readouts.map(({ key, number, unit, lines }) => (
        <div key={key}>
          <b>
            {number}
            {unit && <small>{`\u00a0${unit}`}</small>}
          </b>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      ))}
    </div>
  );
}
