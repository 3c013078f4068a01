import { Link } from "@remix-run/react";

interface Choice<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** Makes the choice a link: it is then shared and kept by the address. */
  readonly to?: string;
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** Null while none of them is chosen. */
  readonly value: Value | null;
  readonly onChoose?: (value: Value) => void;
}

/** One of a few: the window of a chart, the drawing or the table. */
export function Segmented<Value extends string>({ label, choices, value, onChoose }: SegmentedProps<Value>) {
  return (
    <fieldset className="segmented">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) =>
        choice.to ? (
          <Link
            key={choice.value}
            to={choice.to}
            preventScrollReset
            aria-current={choice.value === value ? "true" : undefined}
          >
            {choice.text}
          </Link>
        ) : (
          <button
            key={choice.value}
            type="button"
            aria-pressed={choice.value === value}
            onClick={() => onChoose?.(choice.value)}
          >
            {choice.text}
          </button>
        ),
      )}
    </fieldset>
  );
}
