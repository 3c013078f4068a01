import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

import { StateMark } from "./state-mark.tsx";

export interface FieldTexts {
  readonly label: string;
  readonly help?: ReactNode;
  /** A locale key (`identity:problems.wrongPassword`), as refusals carry it. */
  readonly problem?: string;
}

export interface ControlAttributes {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface FieldProps extends FieldTexts {
  readonly name: string;
  readonly children: (control: ControlAttributes) => ReactNode;
}

/** Label above, help and problem below, all three tied to the control. */
export function Field({ name, label, help, problem, children }: FieldProps) {
  const control = useControl(name, { help, problem });
  return (
    <div className="field">
      <label htmlFor={control.id}>{label}</label>
      {children(control)}
      <FieldNotes id={control.id} help={help} problem={problem} />
    </div>
  );
}

/** The id is made of the field's name, so that a summary of problems can lead to it. */
export function useControl(name: string, { help, problem }: Pick<FieldTexts, "help" | "problem">): ControlAttributes {
  const form = useId();
  const id = `${name}${form}`;
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return { id, "aria-describedby": described || undefined, "aria-invalid": problem ? true : undefined };
}

export function FieldNotes({ id, help, problem }: Pick<FieldTexts, "help" | "problem"> & { id: string }) {
  const { t } = useTranslation();
  return (
    <>
      {help && (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p className="field-problem" id={`${id}-problem`}>
          <StateMark state="crit" />
          {t(problem)}
        </p>
      )}
    </>
  );
}
