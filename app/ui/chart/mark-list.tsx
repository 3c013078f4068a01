import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { type MarkGroup, markGroups } from "./marks.ts";
import { useSheet } from "./sheet.tsx";
import type { ChartMark } from "./types.ts";

/** Numbers nearer than these shares of the axis would cover each other: on a desk, and on a phone. */
const NEAREST = 0.034;
const NEAREST_ON_PHONE = 0.085;

/** The numbers of what happened, below the lowest chart. */
export function MarkLane({ marks }: { marks: readonly ChartMark[] }) {
  const { t } = useTranslation("charts");
  const sheet = useSheet();
  return (
    <div className="mark-lane" aria-hidden="true">
      <span className="label">{t("events")}</span>
      <svg className="mark-lane-desk" aria-hidden="true">
        <Numbers groups={markGroups(marks, sheet, NEAREST)} />
      </svg>
      <svg className="mark-lane-phone" aria-hidden="true">
        <Numbers groups={markGroups(marks, sheet, NEAREST_ON_PHONE)} />
      </svg>
    </div>
  );
}

function Numbers({ groups }: { groups: readonly MarkGroup[] }) {
  return groups.map(({ first, last, share }) => {
    const text = first === last ? String(first) : `${first}–${last}`;
    const width = Math.max(20, text.length * 6.5 + 9);
    return (
      <svg key={first} x={`${(share * 100).toFixed(3)}%`} overflow="visible" aria-hidden="true">
        <rect x={-width / 2} y="3" width={width} height="20" rx="10" />
        <text y="17" textAnchor="middle">
          {text}
        </text>
      </svg>
    );
  });
}

/** Rows that are told at once; the others open on demand. */
const FIRST_ROWS = 12;

/** What happened in the window, with the numbers of the axis. */
export function MarkList({ marks, side }: { marks: readonly ChartMark[]; side?: ReactNode }) {
  const { t } = useTranslation("charts");
  const rest = marks.length - FIRST_ROWS;
  return (
    <Section title={t("eventsOfWindow")} side={side}>
      {marks.length === 0 && <p className="dim">{t("noEvents")}</p>}
      <MarkRows marks={marks.slice(0, FIRST_ROWS)} first={1} />
      {rest > 0 && (
        <details className="mark-rest">
          <summary>{t("moreEvents", { count: rest })}</summary>
          <MarkRows marks={marks.slice(FIRST_ROWS)} first={FIRST_ROWS + 1} />
        </details>
      )}
    </Section>
  );
}

function MarkRows({ marks, first }: { marks: readonly ChartMark[]; first: number }) {
  const { t } = useTranslation("charts");
  const format = useFormat();
  const { to } = useSheet();
  return (
    <ol className="mark-list" start={first}>
      {marks.map((mark, index) => (
        <li key={mark.id}>
          <span className="mark-number">{first + index}</span>
          <span className="label">
            {format.moment(mark.at, to)}
            {mark.until ? ` → ${format.moment(mark.until, mark.at)}` : ""}
            {mark.isLasting ? ` → ${t("lasting")}` : ""}
          </span>
          <div>
            <p className="mark-title">{mark.title}</p>
            {mark.detail && <p className="label">{mark.detail}</p>}
          </div>
          {mark.link && <Link to={mark.link.to}>{mark.link.text}</Link>}
        </li>
      ))}
    </ol>
  );
}
