import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { useCurveName } from "#app/ui/tickets/kept-words.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import type { TicketData } from "./route.tsx";

type Similar = TicketData["memory"]["similar"][number];

/** So many measures say why: more is no sentence. */
const TOLD = 3;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface AlreadySeenProps {
  readonly similar: readonly Similar[];
  /** Puts words into the composer. */
  readonly onCite: (text: string) => void;
  /** Staff say that one has nothing to do with it. */
  readonly mayDismiss: boolean;
}

/** Past tickets whose measures left their usual range in the same way, and why they are called alike. */
export function AlreadySeen({ similar, onCite, mayDismiss }: AlreadySeenProps) {
  const { t } = useTranslation("tickets");
  if (similar.length === 0) return null;
  return (
    <Section title={t("seen.title")} side={t("seen.byMeasures")}>
      <ul className="already-seen">
        {similar.map((one) => (
          <li key={one.number}>
            <One {...{ one, onCite, mayDismiss }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function One({ one, onCite, mayDismiss }: Pick<AlreadySeenProps, "onCite" | "mayDismiss"> & { one: Similar }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const why = useWhy()(one);
  const address = `/projects/${one.slug}/tickets/${one.number}`;
  const openedAt = parseInstant(one.createdAt);
  const resolvedAt = parseOptionalInstant(one.resolvedAt);
  const outcome =
    resolvedAt === null
      ? t(`state.${one.state}`)
      : t("seen.resolved", { span: format.duration((resolvedAt - openedAt) / 1_000) });
  const cite = () => {
    const link = new URL(address, window.location.href).href;
    const line = t("seen.quote", { subject: one.subject, day: format.fullDay(one.beganAt), why });
    onCite(`> ${line}\n> [${t("number", { number: one.number })}](${link})\n\n`);
  };
  return (
    <>
      <p>
        <Link to={address}>{t("seen.ticket", { number: one.number, subject: one.subject })}</Link>
      </p>
      <p className="text-[14px] text-ink2">{t("seen.when", { day: format.fullDay(one.beganAt), outcome })}</p>
      <p className="label">{why}</p>
      <p className="already-seen-acts">
        <Button type="button" onClick={cite}>
          {t("seen.cite", { number: one.number })}
        </Button>
        {mayDismiss && (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="unrelated" />
            <input type="hidden" name="otherId" value={one.number} />
            <Button type="submit" look="quiet">
              {t("seen.unrelated")}
            </Button>
          </Form>
        )}
      </p>
    </>
  );
}

/** "Same: CPU of db-1, response of the search; same hour". */
function useWhy(): (one: Similar) => string {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const nameOf = useCurveName();
  return ({ common, beganAt, thisBeganAt }) => {
    const names = common.slice(0, TOLD).map((departure) => nameOf(departure));
    const measures = new Intl.ListFormat(format.locale, { type: "conjunction" }).format(names);
    const apart = Math.abs(clockOf(beganAt, format) - clockOf(thisBeganAt, format));
    const isSameHour = Math.min(apart, DAY_MS - apart) <= HOUR_MS;
    return t(isSameHour ? "seen.whySameHour" : "seen.why", { measures });
  };
}

/** On the wall clock, in milliseconds since midnight. */
function clockOf(at: number, format: ReturnType<typeof useFormat>): number {
  const { hour, minute } = format.wallClock(at);
  return hour * HOUR_MS + minute * 60_000;
}
