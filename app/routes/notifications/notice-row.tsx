import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import { noticeSentence } from "#domain/notifications/sentence.ts";

interface NoticeRowProps {
  readonly notice: {
    readonly id: number;
    readonly kind: string;
    readonly path: string;
    readonly data: Record<string, unknown>;
    readonly at: string;
    readonly isRead: boolean;
    readonly project: string | null;
  };
  readonly now: number;
}

/** One notice: what happened, where and when. Following it marks it as read. */
export function NoticeRow({ notice, now }: NoticeRowProps) {
  const { t } = useTranslation("notifications");
  const format = useFormat();
  const { locale } = useViewer();
  const fetcher = useFetcher();
  const { id, kind, path, data, at, isRead, project } = notice;
  const isUnread = !isRead && fetcher.state === "idle";
  const sentence = noticeSentence(kind, data, locale);
  return (
    <li className={isUnread ? "notice notice-unread" : "notice"}>
      <div>
        <Link
          to={path}
          onClick={() => isUnread && fetcher.submit({ intent: "read", id: String(id) }, { method: "post" })}
        >
          {isUnread && <span className="sr-only">{t("isUnread")} </span>}
          {sentence}
        </Link>
        <p className="label">{[project, format.moment(parseInstant(at), now)].filter(Boolean).join(" · ")}</p>
      </div>
      {isUnread && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="read" />
          <input type="hidden" name="id" value={id} />
          <button type="submit" className="link-button" aria-label={t("readNamed", { sentence })}>
            {t("read")}
          </button>
        </fetcher.Form>
      )}
    </li>
  );
}
