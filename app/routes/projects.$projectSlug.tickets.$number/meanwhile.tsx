import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import type { ShownEntry } from "./entry.tsx";

const EXCERPT = 160;

/** What others wrote since this answer was begun, above it: nobody answers past somebody without knowing. */
export function Meanwhile({ news }: { news: readonly ShownEntry[] }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  if (news.length === 0) return null;
  return (
    <div className="composer-meanwhile" role="status">
      <p>{t("meanwhile.title")}</p>
      <ul>
        {news.map((entry) => (
          <li key={entry.id}>
            <a href={`#entry-${entry.id}`}>
              {t("meanwhile.who", { name: entry.authorName, when: format.clock(parseInstant(entry.at)) })}
            </a>{" "}
            {entry.text.length > EXCERPT ? `${entry.text.slice(0, EXCERPT)}…` : entry.text}
          </li>
        ))}
      </ul>
    </div>
  );
}
