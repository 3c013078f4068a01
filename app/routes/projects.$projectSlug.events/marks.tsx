import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { markAddress } from "#app/ui/search/addresses.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Mark } from "#domain/marks/mark.ts";

interface MarksProps {
  readonly frame: { readonly project: { readonly slug: string } };
  readonly now: number;
  readonly marks: readonly SerializeFrom<Mark>[];
  readonly isFirstPage: boolean;
  /** Where the page of older ones begins. */
  readonly older: string | null;
  /** Those that the viewer may take off. */
  readonly withdrawable: readonly number[];
  readonly mayWrite: boolean;
}

/** The marks of a project, newest first, each with the way to its moment on the charts. */
export function Marks({ frame, now, marks, isFirstPage, older, withdrawable, mayWrite }: MarksProps) {
  const { t } = useTranslation("marks");
  const { slug } = frame.project;
  return (
    <Section title={t("list")} note={t("newestFirst")}>
      {marks.length === 0 && <EmptyState title={t("none")} text={t(mayWrite ? "noneYouMay" : "noneOthersMay")} />}
      <ol className="mark-rows">
        {marks.map((mark) => (
          <MarkRow key={mark.id} {...{ mark, slug, now }} isWithdrawable={withdrawable.includes(mark.id)} />
        ))}
      </ol>
      <p className="inline-list">
        {!isFirstPage && <Link to={`/projects/${slug}/events`}>{t("newest")}</Link>}
        {older && <Link to={`/projects/${slug}/events?after=${older}`}>{t("older")}</Link>}
      </p>
    </Section>
  );
}

interface MarkRowProps {
  readonly mark: SerializeFrom<Mark>;
  readonly slug: string;
  readonly now: number;
  readonly isWithdrawable: boolean;
}

function MarkRow({ mark, slug, now, isWithdrawable }: MarkRowProps) {
  const { t } = useTranslation("marks");
  const format = useFormat();
  const { id, kind, title, detail, url, authorName } = mark;
  const at = parseInstant(mark.at);
  const until = parseOptionalInstant(mark.until);
  return (
    <li>
      <p className="label">
        {format.dateTime(at)}
        {until !== null && ` → ${format.moment(until, at)}`}
      </p>
      <div>
        <p>
          <Link to={markAddress(slug, { at, until }, { now, timeZone: format.timeZone })}>{title}</Link>{" "}
          <span className="dim">· {t(`kind.${kind}`)}</span>
        </p>
        {detail && <p className="mark-detail">{detail}</p>}
        <p className="label">
          {t("by", { name: authorName })}
          {url && (
            <>
              {" · "}
              <a href={url} rel="noreferrer">
                {t("follow")}
              </a>
            </>
          )}
        </p>
      </div>
      {isWithdrawable && (
        <Act
          intent="withdraw"
          hidden={{ markId: id }}
          label={t("withdraw.label")}
          title={t("withdraw.title", { title })}
          consequence={t("withdraw.consequence")}
          verb={t("withdraw.verb")}
        />
      )}
    </li>
  );
}
