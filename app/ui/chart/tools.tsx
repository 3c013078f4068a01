import { Form, Link } from "@remix-run/react";
import { type MouseEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { Segmented } from "#app/ui/segmented.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { RANGES, type RangeName } from "#domain/metrics/window.ts";

import { useChartAddress } from "./address.ts";
import type { ChartShape } from "./sheet.tsx";
import { fieldValue } from "./words.ts";
import { type Stretch, shifted, widened } from "./zoom.ts";

/** The windows that end at the present, as links. None is current while any dates are shown. */
export function Ranges({ current }: { current: RangeName | null }) {
  const { t } = useTranslation("charts");
  const address = useChartAddress();
  return (
    <Segmented<RangeName>
      label={t("range.name")}
      value={current}
      choices={RANGES.map((value) => ({ value, text: t(`range.${value}`), to: address.range(value) }))}
    />
  );
}

interface ToolsProps {
  readonly window: Stretch;
  readonly isLive: boolean;
  readonly now: number;
  readonly shape: ChartShape;
  readonly isCompared: boolean;
  readonly csv?: string;
  /** Address of the form for a ticket on what is seen, without the window. */
  readonly ticket?: string;
}

/** What can be done with the charts: any dates, back and forth, comparison, table, the link to this view, the numbers. */
export function Tools({ window, isLive, now, shape, isCompared, csv, ticket }: ToolsProps) {
  const { t } = useTranslation("charts");
  const address = useChartAddress();
  const follow = { preventScrollReset: true };
  return (
    <div className="chart-tools">
      <Dates window={window} />
      <ul>
        <li>
          <Link {...follow} to={address.window(shifted(window, -1, now))}>
            {t("earlier")}
          </Link>
        </li>
        {!isLive && (
          <li>
            <Link {...follow} to={address.window(shifted(window, 1, now))}>
              {t("later")}
            </Link>
          </li>
        )}
        <li>
          <Link {...follow} to={address.window(widened(window, now))}>
            {t("widen")}
          </Link>
        </li>
        <li>
          <Link {...follow} to={address.changed({ compare: isCompared ? null : "before" })}>
            {t(isCompared ? "compareNoMore" : "compare")}
          </Link>
        </li>
        <li>
          <Link {...follow} to={address.changed({ shape: shape === "table" ? null : "table" })}>
            {t(shape === "table" ? "drawing" : "table")}
          </Link>
        </li>
        <li>
          <CopyLink to={address.window(window)} />
        </li>
        {csv && (
          <li>
            <a href={csv} download>
              {t("csv")}
            </a>
          </li>
        )}
        {ticket && (
          <li>
            <Link to={withWindow(ticket, window)}>{t("ticket")}</Link>
          </li>
        )}
      </ul>
    </div>
  );
}

/** The window by instants, which mean the same on every clock. */
function withWindow(address: string, { from, to }: Stretch): string {
  const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  return `${address}${address.includes("?") ? "&" : "?"}${query}`;
}

/** Any dates, on the clock of the project. The browser's own disclosure and form: it works before any script. */
function Dates({ window: { from, to } }: { window: Stretch }) {
  const { t } = useTranslation("charts");
  const format = useFormat();
  const { pathname, kept } = useChartAddress();
  // Another window is another form: what was typed for the one before is done with.
  return (
    <details className="chart-dates" key={`${Math.floor(from / 60_000)}`}>
      <summary>{t("dates")}</summary>
      <Form action={pathname} preventScrollReset>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label>
          {t("from")}
          <input type="datetime-local" name="from" required defaultValue={fieldValue(from, format)} />
        </label>
        <label>
          {t("to")}
          <input type="datetime-local" name="to" required defaultValue={fieldValue(to, format)} />
        </label>
        <button type="submit" className="button button-plain">
          {t("show")}
        </button>
      </Form>
    </details>
  );
}

/** A link to exactly this view, by dates and not by "the last 6 h". A click copies it; before any script it is followed. */
function CopyLink({ to }: { to: string }) {
  const { t } = useTranslation("charts");
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async (event: MouseEvent<HTMLAnchorElement>) => {
    // Without a clipboard (no secure address) the link is followed: it then stands in the address bar.
    if (!navigator.clipboard || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    await navigator.clipboard.writeText(event.currentTarget.href);
    setCopied(to);
  };
  return (
    <>
      <a href={to} onClick={(event) => void copy(event)}>
        {t(copied === null ? "copy" : "copied")}
      </a>
      <span className="sr-only" role="status">
        {copied !== null && t("copied")}
      </span>
    </>
  );
}
