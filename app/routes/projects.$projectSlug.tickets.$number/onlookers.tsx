import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

/** A third of the lease: one lost request does not make anybody disappear. */
const RENEW_MS = 10_000;

/** Who else has this ticket open now. */
export function Onlookers({ address }: { address: string }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const names = useOnlookers(`${address}/looking`);
  return (
    <p className="onlookers" role="status">
      {names.length > 0 &&
        t("onlookers", { count: names.length, names: new Intl.ListFormat(format.locale).format(names) })}
    </p>
  );
}

function useOnlookers(url: string): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const say = (body: Record<string, string>) =>
      fetch(url, { method: "POST", body: new URLSearchParams(body), keepalive: true }).catch(() => undefined);
    const renew = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await say({ here: "yes" });
      if (answer?.ok) setNames(((await answer.json()) as { names: string[] }).names);
    };
    const leave = () => void say({ here: "no" });
    void renew();
    const timer = setInterval(renew, RENEW_MS);
    document.addEventListener("visibilitychange", renew);
    addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", renew);
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [url]);
  return names;
}
