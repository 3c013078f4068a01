import { useTranslation } from "react-i18next";

import type { RulerProps } from "#app/ui/ruler.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

/** The same facts in words, for those who do not see the drawing: every stretch that is not normal, and every flag. */
export function RulerFacts({ lanes, flags = [], from, to, now }: RulerProps) {
  const { t } = useTranslation("ui");
  const format = useFormat();
  const stretches = lanes.flatMap((lane) =>
    lane.segments
      .filter((segment) => segment.state !== "ok" && segment.to > from && segment.from < to)
      .map((segment) => ({ ...segment, lane: lane.name })),
  );
  return (
    <div className="sr-only">
      <ul>
        {stretches.map((stretch) => (
          <li key={`${stretch.lane} ${stretch.from} ${stretch.state}`}>
            {t("ruler.stretch", {
              lane: stretch.lane,
              from: format.moment(stretch.from, now),
              to: format.moment(stretch.to, now),
              what: stretch.text ?? t(`state.${stretch.state}`),
            })}
          </li>
        ))}
        {flags.map((flag) => (
          <li key={`${flag.at} ${flag.text}`}>{flag.text}</li>
        ))}
        {stretches.length + flags.length === 0 && <li>{t("ruler.nothing")}</li>}
      </ul>
    </div>
  );
}
