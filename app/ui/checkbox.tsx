import type { InputHTMLAttributes } from "react";

import { FieldNotes, type FieldTexts, useControl } from "./field.tsx";

interface CheckboxProps extends FieldTexts, Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "type"> {
  readonly name: string;
}

export function Checkbox({ label, help, problem, ...input }: CheckboxProps) {
  const control = useControl(input.name, { help, problem });
  return (
    <div className="checkbox">
      <input type="checkbox" {...input} {...control} />
      <label htmlFor={control.id}>{label}</label>
      <FieldNotes id={control.id} help={help} problem={problem} />
    </div>
  );
}
