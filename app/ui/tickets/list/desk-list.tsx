import { Link, useLocation, useSubmit } from "@remix-run/react";
import { useRef, useState } from "react";
import { Trans, useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import type { Option } from "#app/ui/select.tsx";

import { BulkBar } from "./bulk-bar.tsx";
import { DeskVerdict } from "./desk-verdict.tsx";
import { QuestionForm } from "./question-form.tsx";
import type { ShownList } from "./shown.ts";
import { TicketTable } from "./table.tsx";
import { useListKeys } from "./use-list-keys.ts";
import { KeepView, Views } from "./views.tsx";

interface DeskListProps {
  readonly list: ShownList;
  /** Projects to choose from; none where the page is of one. */
  readonly projects: readonly Option[];
}

/** What must be done now, then the tickets: those of a view, of a question, of one page after the other. */
export function DeskList({ list, projects }: DeskListProps) {
  const { t } = useTranslation("tickets");
  const { pathname } = useLocation();
  const submit = useSubmit();
  const search = useRef<HTMLDivElement>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const onKeyDown = useListKeys({
    take: ({ value }) =>
      submit({ intent: "bulk", act: "take", chosen: value }, { method: "post", preventScrollReset: true }),
    search: () => search.current?.querySelector("input")?.focus(),
    help: () => setShowsKeys((shown) => !shown),
  });
  const page = (after: string) =>
    `${pathname}?${new URLSearchParams([...new URLSearchParams(list.asked), ["after", after]])}`;
  return (
    <>
      <DeskVerdict counts={list.counts} isStaff={list.isStaff} />
      <Views list={list} />
      <QuestionForm list={list} projects={projects} textRef={search} />
      <Section
        title={t("list.title")}
        note={list.isPressingFirst ? t("list.pressingFirst") : t("list.newestFirst")}
        side={
          <a href={`${pathname}/csv${list.asked && `?${list.asked}`}`} download>
            {t("list.export")}
          </a>
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the table inside, which has the focus. */}
        <div onKeyDown={onKeyDown}>
          <TicketTable list={list} withProject={projects.length > 1} />
        </div>
        <p className="inline-list">
          {!list.isFirstPage && <Link to={`${pathname}?${list.asked}`}>{t("list.first")}</Link>}
          {list.next && <Link to={page(list.next)}>{t("list.further")}</Link>}
        </p>
        {list.tickets.length > 0 && (
          <details
            className="ticket-keys"
            open={showsKeys}
            onToggle={(event) => setShowsKeys(event.currentTarget.open)}
          >
            <summary>{t("keys.title")}</summary>
            <p>
              <Trans t={t} i18nKey={list.isStaff ? "keys.staff" : "keys.client"} components={{ kbd: <kbd /> }} />
            </p>
          </details>
        )}
      </Section>
      {list.isStaff && list.tickets.length > 0 && <BulkBar list={list} />}
      <KeepView list={list} />
    </>
  );
}
