import { Trans, useTranslation } from "react-i18next";

interface DemoLoginsProps {
  readonly addresses: readonly string[];
  /** Null where the operator has chosen one. */
  readonly password: string | null;
}

/** Says that this is a demonstration, and who one may be in it. */
export function DemoLogins({ addresses, password }: DemoLoginsProps) {
  const { t } = useTranslation("identity");
  return (
    <p className="label border-t border-hair pt-3 text-ink2">
      <Trans
        t={t}
        i18nKey={password ? "signIn.demo" : "signIn.demoOwnPassword"}
        values={{ addresses: addresses.join(", "), password }}
        components={{ code: <code className="mono" /> }}
      />
    </p>
  );
}
