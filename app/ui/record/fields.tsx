import type { InputHTMLAttributes, ReactNode } from "react";

import { Checkbox } from "#app/ui/checkbox.tsx";
import { type Option, Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";

import { useRefusal } from "./record-form.tsx";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  /** What the row holds; what was typed comes before it when the form was refused. */
  readonly value?: string | number | null;
}

type Input = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "inputMode" | "autoComplete" | "required" | "maxLength" | "min" | "max" | "step" | "spellCheck"
>;

export function TextField({ name, label, help, value, ...input }: FieldProps & Input) {
  const { typed, problem } = useField(name);
  return <TextInput {...input} {...{ name, label, help, problem }} defaultValue={typed ?? value ?? ""} />;
}

export function AreaField({ name, label, help, value, rows }: FieldProps & { rows?: number }) {
  const { typed, problem } = useField(name);
  return <TextArea {...{ name, label, help, problem, rows }} defaultValue={typed ?? value ?? ""} />;
}

export function SelectField({ name, label, help, value, options }: FieldProps & { options: readonly Option[] }) {
  const { typed, problem } = useField(name);
  return <Select {...{ name, label, help, problem, options }} defaultValue={typed ?? value ?? ""} />;
}

/** Several of a list, each a box. */
export function CheckList({
  name,
  label,
  help,
  chosen,
  options,
}: Omit<FieldProps, "value"> & { chosen: readonly string[]; options: readonly Option[] }) {
  const refused = useRefusal();
  const { problem } = useField(name);
  const ticked = refused ? (refused.typed[name] ?? []) : chosen;
  if (options.length === 0) return null;
  return (
    <fieldset className="field col-span-full">
      <legend className="field-label mb-1">{label}</legend>
      {help && <p className="field-help mb-1">{help}</p>}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-4">
        {options.map(({ value, text }, index) => (
          <Checkbox
            key={value}
            name={name}
            value={value}
            label={text}
            defaultChecked={ticked.includes(value)}
            problem={index === 0 ? problem : undefined}
          />
        ))}
      </div>
    </fieldset>
  );
}

function useField(name: string): { typed: string | undefined; problem: string | undefined } {
  const refused = useRefusal();
  return { typed: refused?.typed[name]?.at(-1), problem: refused?.problems[name] };
}
