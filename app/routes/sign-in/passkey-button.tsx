import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { DoorwayMessage } from "#app/ui/doorway.tsx";
import { passkeysPossible, signInWithPasskey } from "#app/ui/passkey.ts";

/** Appears where the browser can do it; the form above works without. */
export function PasskeyButton({ to }: { to: string }) {
  const { t } = useTranslation("identity");
  const [possible, setPossible] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => setPossible(passkeysPossible()), []);
  if (!possible) return null;

  const signIn = async () => {
    setRefused(false);
    if (await signInWithPasskey()) window.location.assign(to);
    else setRefused(true);
  };
  return (
    <div className="mt-7 border-t border-hair pt-4">
      {refused && <DoorwayMessage state="crit">{t("problems.passkeyRefused")}</DoorwayMessage>}
      <Button look="quiet" onClick={signIn}>
        {t("signIn.passkey")}
      </Button>
    </div>
  );
}
