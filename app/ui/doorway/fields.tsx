import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

import { StateMark } from "#app/ui/state-mark.tsx";

interface DoorwayFieldProps extends Pick<InputHTMLAttributes<HTMLInputElement>, "autoComplete" | "inputMode"> {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password" | "tel";
  readonly help?: ReactNode;
  /** Locale key of what is wrong with it. */
  readonly problem?: string;
  readonly given?: string;
  readonly mono?: boolean;
}

/** Label above, help below, what is wrong below in red with its mark and the way to mend it. Keeps what was typed. */
export function DoorwayField({ label, help, problem, given, mono, type = "text", ...input }: DoorwayFieldProps) {
  const { t } = useTranslation("identity");
  const id = useId();
  const describedBy = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className="mb-4">
      <label className="mb-1 block text-[14px] font-medium" htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        type={type}
        defaultValue={given}
        className={`h-11 w-full rounded-control border bg-sheet px-2.5 tablet:h-9 ${mono ? "font-mono" : ""} ${
          problem ? "border-port" : "border-hair2"
        }`}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy || undefined}
        spellCheck={false}
      />
      {help && (
        <p className="label mt-1" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p className="mt-1 flex items-baseline gap-1.5 text-[14px] text-port" id={`${id}-problem`}>
          <span className="self-center">
            <StateMark state="crit" />
          </span>
          {t(problem)}
        </p>
      )}
    </div>
  );
}

export function EmailField({ problem, given }: { problem?: string; given?: string }) {
  const { t } = useTranslation("identity");
  return (
    <DoorwayField
      name="email"
      type="email"
      label={t("fields.email")}
      autoComplete="username"
      problem={problem}
      given={given}
    />
  );
}

interface PasswordFieldProps {
  readonly label: string;
  readonly autoComplete: "current-password" | "new-password";
  readonly name?: string;
  readonly help?: string;
  readonly problem?: string;
}

/** What was typed is never sent back. */
export function PasswordField({ name = "password", ...field }: PasswordFieldProps) {
  return <DoorwayField name={name} type="password" {...field} />;
}
