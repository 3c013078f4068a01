import { Form, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { createPasskey, passkeysPossible } from "#app/ui/passkey.ts";
import { Section } from "#app/ui/section.tsx";

import type { AccountAnswer } from "./answer.server.ts";
import { browserOf } from "./browser-of.ts";
import { Done } from "./done.tsx";

interface PasskeysProps {
  readonly passkeys: readonly { id: string; name: string | null }[];
  readonly answer: AccountAnswer | undefined;
}

/** Adding one needs the browser's own dialogue, and so its script; without it the rest of the page works. */
export function Passkeys({ passkeys, answer }: PasskeysProps) {
  const { t } = useTranslation("identity");
  const [possible, setPossible] = useState(false);
  const [added, setAdded] = useState<AccountAnswer>();
  const { revalidate } = useRevalidator();
  useEffect(() => setPossible(passkeysPossible()), []);

  const add = async () => {
    const ok = await createPasskey(browserOf(navigator.userAgent));
    setAdded(
      ok
        ? { intent: "passkey-add", done: "identity:account.passkeyAdded" }
        : { intent: "passkey-add", problems: { form: "identity:problems.passkeyRefused" } },
    );
    if (ok) revalidate();
  };
  return (
    <Section title={t("account.passkeys")}>
      <Done answer={added ?? answer} />
      <p className="mb-3 max-w-[58ch] text-ink2">{t("account.passkeysLead")}</p>
      <ul className="mb-3">
        {passkeys.map(({ id, name }) => (
          <li key={id} className="flex items-center justify-between gap-4 border-b border-hair py-2 last:border-0">
            <span>{name ?? t("account.passkeyUnnamed")}</span>
            <Form method="post" action="/account">
              <input type="hidden" name="id" value={id} />
              <Button look="quiet" type="submit" name="intent" value="passkey-remove">
                {t("account.passkeyRemove")}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <Button onClick={add} disabled={!possible}>
        {t("account.passkeyAdd")}
      </Button>
    </Section>
  );
}
