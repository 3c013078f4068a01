import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { readLive } from "#app/ui/live/reader.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

/** No machine is called "-": of this stream only the notices are wanted. */
const STREAM = "/live?machine=-";
const MOST_SHOWN = 99;

/** The way to one's notices, and how many are unread: it counts on while the page stands. */
export function Bell() {
  const { t } = useTranslation("notifications");
  const format = useFormat();
  const { notices } = useViewer();
  const unread = useUnread(notices?.session, notices?.unread ?? 0);
  if (!notices) return null;
  const shown = unread > MOST_SHOWN ? `${format.number(MOST_SHOWN)}+` : format.number(unread);
  return (
    <Link className="icon-button bell" to="/notifications" aria-label={t("bell", { count: unread })}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M4.5 14.5h11l-1.25-2V9a4.25 4.25 0 0 0-8.5 0v3.5l-1.25 2ZM8.25 16.75a1.9 1.9 0 0 0 3.5 0" />
      </svg>
      {unread > 0 && <span className="bell-count">{shown}</span>}
    </Link>
  );
}

function useUnread(session: string | undefined, served: number): number {
  const [unread, setUnread] = useState(served);
  useEffect(() => setUnread(served), [served]);
  useEffect(() => {
    if (session === undefined) return;
    return readLive(session, STREAM, (message) => {
      if (message.type === "notification") setUnread(message.unread);
    });
  }, [session]);
  return unread;
}
