import { Form, Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { useAnswer } from "#app/ui/record/use-answer.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { asksTheSame, CLIENT_VIEWS, type SavedView, STAFF_VIEWS, VIEW_LIMITS } from "#domain/tickets/list/views.ts";
import type { ShownList } from "./shown.ts";

/** The questions that one puts every day, each a link; those kept under a name after them. */
export function Views({ list }: { list: ShownList }) {
  const { t } = useTranslation("tickets");
  const { asked, counts, views, isStaff } = list;
  const known: Readonly<Record<string, number>> = { ...counts, waitsYou: counts.waitsClient };
  const standing = Object.entries(isStaff ? STAFF_VIEWS : CLIENT_VIEWS);
  return (
    <nav className="ticket-views" aria-label={t("views.title")}>
      <ul>
        {standing.map(([key, question]) => (
          <li key={key}>
            <View question={question} asked={asked} name={t(`views.${key}`)} count={known[key]} />
          </li>
        ))}
        {views.map((view) => (
          <li key={view.id}>
            <View question={view.question} asked={asked} name={view.name} note={noteOf(view, t("views.shared"))} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface ViewProps {
  readonly question: string;
  readonly asked: string;
  readonly name: string;
  readonly count?: number;
  readonly note?: string;
}

function View({ question, asked, name, count, note }: ViewProps) {
  const { pathname } = useLocation();
  const format = useFormat();
  return (
    <Link
      to={question === "" ? pathname : `${pathname}?${question}`}
      aria-current={asksTheSame(question, asked) ? "page" : undefined}
    >
      {name}
      {count !== undefined && <span className="count">{format.number(count)}</span>}
      {note && <span className="label">{note}</span>}
    </Link>
  );
}

function noteOf({ isShared }: SavedView, shared: string): string | undefined {
  return isShared ? shared : undefined;
}

/** Keeps the question that the page now answers, or forgets the view that asked it. */
export function KeepView({ list }: { list: ShownList }) {
  const { t } = useTranslation("tickets");
  const { asked, views, isStaff } = list;
  const done = useAnswer<{ kept?: string; forgotten?: boolean }>();
  const mine = views.find(({ isOwn, question }) => isOwn && asksTheSame(question, asked));
  return (
    <details className="disclosure">
      <summary>{t("views.keep")}</summary>
      <div className="disclosure-body">
        {done?.kept && <p role="status">{t("views.kept", { name: done.kept })}</p>}
        {mine ? (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="forgetView" />
            <input type="hidden" name="viewId" value={mine.id} />
            <p className="mb-2 text-[14px] text-ink2">{t("views.isKept", { name: mine.name })}</p>
            <Button type="submit">{t("views.forget")}</Button>
          </Form>
        ) : (
          <RecordForm intent="saveView" hidden={{ asked }} verb={t("views.save")} look="plain">
            <TextField name="name" label={t("views.name")} maxLength={VIEW_LIMITS.name} required />
            {isStaff && (
              <label className="flex items-center gap-2 text-[14px]">
                <input type="checkbox" name="shared" />
                {t("views.share")}
              </label>
            )}
          </RecordForm>
        )}
      </div>
    </details>
  );
}
