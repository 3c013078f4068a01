import type { SelectHTMLAttributes } from "react";

import { Field, type FieldTexts } from "./field.tsx";

export interface Option {
  readonly value: string;
  readonly text: string;
}

interface SelectProps extends FieldTexts, Omit<SelectHTMLAttributes<HTMLSelectElement>, "name" | "id"> {
  readonly name: string;
  readonly options: readonly Option[];
}

/** The browser's own list: every keyboard, reader and phone knows it. */
export function Select({ label, help, problem, options, ...select }: SelectProps) {
  return (
    <Field name={select.name} {...{ label, help, problem }}>
      {(control) => (
        <select {...select} {...control}>
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
