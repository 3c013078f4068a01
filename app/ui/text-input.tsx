import type { InputHTMLAttributes, TextareaHTMLAttributes } from "react";

import { Field, type FieldTexts } from "./field.tsx";

type Named<Attributes> = Omit<Attributes, "name" | "id"> & { readonly name: string };

export function TextInput(props: FieldTexts & Named<InputHTMLAttributes<HTMLInputElement>>) {
  const { label, help, problem, ...input } = props;
  return (
    <Field name={input.name} {...{ label, help, problem }}>
      {(control) => <input type="text" {...input} {...control} />}
    </Field>
  );
}

export function TextArea(props: FieldTexts & Named<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const { label, help, problem, ...area } = props;
  return (
    <Field name={area.name} {...{ label, help, problem }}>
      {(control) => <textarea rows={4} {...area} {...control} />}
    </Field>
  );
}
