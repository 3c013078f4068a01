import { useNavigate, useRevalidator } from "@remix-run/react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { useChartAddress } from "#app/ui/chart/address.ts";
import { ChartStack } from "#app/ui/chart-stack.tsx";
import { useNow } from "#app/ui/clock.tsx";
import { Ruler } from "#app/ui/ruler.tsx";
import { useFlags, useMarks } from "#app/ui/timeline/use-marks.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { windowQuery } from "#domain/metrics/window.ts";

import { MeasuresVerdict, ReportedNote } from "./measures-verdict.tsx";
import type { GroupPicture } from "./picture.ts";
import { useRows } from "./use-rows.ts";

interface GroupMeasuresProps {
  /** Of the project or application; in the verdict. */
  readonly name: string;
  readonly picture: GroupPicture;
  /** Address of the file of these charts, without the window. */
  readonly csv: string;
  /** Address of the form for a ticket, where the charts are of one project. */
  readonly ticket?: string;
  readonly namesProjects?: boolean;
  /** Beside the list of what happened: the way to put a mark. */
  readonly marksSide?: ReactNode;
  /** Below the charts. */
  readonly children?: ReactNode;
}

const MINUTE = 60_000;
const LIVE_MS = 10_000;

/** Ruler, verdict and charts of a group of machines. A window that ends now is read again each minute. */
export function GroupMeasures({ name, picture, csv, ticket, namesProjects, marksSide, children }: GroupMeasuresProps) {
  const { t } = useTranslation("measures");
  const format = useFormat();
  const navigate = useNavigate();
  const address = useChartAddress();
  const now = useNow();
  const { window, compared, refused, timeline, ruler } = picture;
  const query = windowQuery(window, format.timeZone);
  const marks = useMarks(timeline, { namesProjects, window: `?${query}` });
  const flags = useFlags(ruler.flags);
  const rows = useRows(picture, `${csv}?${query}`);
  useReadAgain(window.range === "dates" ? null : window.range === "live" ? LIVE_MS : MINUTE);
  const minute = Math.floor(now / MINUTE) * MINUTE;
  return (
    <>
      <Ruler
        label={t("ruler")}
        from={Math.min(ruler.from, window.from)}
        to={minute}
        now={minute}
        lanes={ruler.lane.length > 0 ? [{ name: t("lane"), segments: ruler.lane }] : []}
        flags={flags}
        window={window}
        onWindow={(next) => navigate(next ? address.window(next) : address.range("24h"), { preventScrollReset: true })}
      />
      <div className="hero-single">
        <MeasuresVerdict name={name} picture={picture} />
        <ReportedNote {...picture} />
      </div>
      <ChartStack
        title={t("charts")}
        window={window}
        {...{ compared, refused }}
        rows={rows}
        marks={marks}
        marksSide={marksSide}
        csv={`${csv}?${query}`}
        ticket={ticket}
      />
      {children}
    </>
  );
}

/** Reads the page's data again after so long, while somebody looks. */
function useReadAgain(everyMs: number | null) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (everyMs === null || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearTimeout(timer);
  }, [everyMs, revalidate, state]);
}
