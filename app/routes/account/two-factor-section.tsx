import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { TextInput } from "#app/ui/text-input.tsx";

import type { AccountAnswer } from "./answer.server.ts";
import { Done } from "./done.tsx";
import { QrCode } from "./qr-code.tsx";

interface TwoFactorSectionProps {
  readonly enabled: boolean;
  readonly answer: AccountAnswer | undefined;
}

export function TwoFactorSection({ enabled, answer }: TwoFactorSectionProps) {
  const { t } = useTranslation("identity");
  return (
    <Section
      title={t("account.twoFactor")}
      side={enabled ? <StateWord state="ok" word={t("account.twoFactorOn")} /> : undefined}
    >
      <Done answer={answer} />
      {!enabled && !answer?.uri && <p className="mb-3 max-w-[58ch] text-ink2">{t("account.twoFactorOff")}</p>}
      {answer?.codes && <RecoveryCodes codes={answer.codes} />}
      {answer?.uri ? (
        <Enrolment uri={answer.uri} answer={answer} />
      ) : (
        <Form method="post" className="form" action="/account" noValidate>
          <TextInput
            name="password"
            type="password"
            label={t("fields.currentPassword")}
            autoComplete="current-password"
            problem={answer?.problems?.password}
          />
          <div className="flex flex-wrap gap-2.5">
            {(enabled ? ENABLED_INTENTS : DISABLED_INTENTS).map(([intent, text]) => (
              <Button key={intent} type="submit" name="intent" value={intent}>
                {t(`account.${text}`)}
              </Button>
            ))}
          </div>
        </Form>
      )}
    </Section>
  );
}

const DISABLED_INTENTS = [["two-factor-begin", "twoFactorBegin"]] as const;
const ENABLED_INTENTS = [
  ["two-factor-codes", "newCodes"],
  ["two-factor-stop", "twoFactorStop"],
] as const;

function Enrolment({ uri, answer }: { uri: string; answer: AccountAnswer }) {
  const { t } = useTranslation("identity");
  const key = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <Form method="post" className="form" action="/account" noValidate>
      <input type="hidden" name="intent" value="two-factor-confirm" />
      <input type="hidden" name="uri" value={uri} />
      <input type="hidden" name="codes" value={answer.codes?.join(" ")} />
      <p className="max-w-[58ch] text-ink2">{t("account.scan")}</p>
      <QrCode text={uri} label={t("account.qrLabel")} />
      <p className="label">
        {t("account.key")} <span className="mono break-all text-ink">{key}</span>
      </p>
      <TextInput
        name="code"
        label={t("fields.code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="mono"
        problem={answer.problems?.code}
      />
      <Button look="primary" type="submit">
        {t("account.confirm")}
      </Button>
    </Form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation("identity");
  return (
    <div className="mb-5 rounded-control border border-hair bg-sheet p-4">
      <h3 className="font-medium">{t("account.codesTitle")}</h3>
      <p className="label mt-1 mb-3">{t("account.codesLead")}</p>
      <ul className="mono grid grid-cols-2 gap-x-6 gap-y-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}
