import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { PIN_LIMITS, PIN_READERS } from "#domain/pins/pin.ts";

interface Answer {
  readonly pinned?: number;
  readonly problems?: Readonly<Record<string, string>>;
}

/** Keeps this very page, with its window and a sentence, for the report or the committee. */
export function PinPage({ to, title }: { to: string; title: string }) {
  const { t } = useTranslation("cockpit");
  const fetcher = useFetcher<Answer>();
  const { pathname, search, hash } = useLocation();
  const place = useRef<HTMLDetailsElement>(null);
  const toast = useToast();
  const id = useId();
  const problems = Object.values(fetcher.data?.problems ?? {});
  useEffect(() => {
    if (fetcher.data?.pinned === undefined || !place.current) return;
    place.current.open = false;
    place.current.querySelector("form")?.reset();
    toast({ text: t("pin.done") });
  }, [fetcher.data, toast, t]);
  return (
    <details className="pin-page" ref={place}>
      <summary>{t("pin.verb")}</summary>
      <fetcher.Form method="post" action={to} className="pin-form">
        <input type="hidden" name="intent" value="put" />
        <input type="hidden" name="pagePath" value={pathname + search + hash} />
        <input type="hidden" name="pageTitle" value={title} />
        <div className="field">
          <label htmlFor={id}>{t("pin.sentence")}</label>
          <textarea
            id={id}
            name="sentence"
            rows={3}
            maxLength={PIN_LIMITS.sentence}
            required
            aria-describedby={`${id}-help`}
          />
          <p className="field-help" id={`${id}-help`}>
            {t("pin.help")}
          </p>
        </div>
        <fieldset>
          <legend className="sr-only">{t("pin.for")}</legend>
          {PIN_READERS.map((readers) => (
            <label key={readers}>
              <input type="radio" name="for" value={readers} defaultChecked={readers === "report"} />{" "}
              {t(`pin.${readers}`)}
            </label>
          ))}
        </fieldset>
        {problems.map((problem) => (
          <p key={problem} className="field-problem" role="alert">
            {t(problem)}
          </p>
        ))}
        <Button type="submit" look="primary" disabled={fetcher.state !== "idle"}>
          {t("pin.verb")}
        </Button>
      </fetcher.Form>
    </details>
  );
}
