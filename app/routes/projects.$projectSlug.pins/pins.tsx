import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Pin, PinReaders } from "#domain/pins/pin.ts";

/** What is kept for one of the two: the sentence first, then where it comes from. */
export function Pins({ readers, pins }: { readers: PinReaders; pins: readonly SerializeFrom<Pin>[] }) {
  const { t } = useTranslation("cockpit");
  const format = useFormat();
  return (
    <Section title={t(`pins.${readers}`)}>
      {pins.length === 0 && <EmptyState title={t("pins.none")} text={t("pins.how")} />}
      <ol className="mark-rows">
        {pins.map(({ id, path, title, sentence, authorName, at }) => (
          <li key={id}>
            <p className="label">{format.dateTime(parseInstant(at))}</p>
            <div>
              <p className="mark-detail">{sentence}</p>
              <p className="label">
                <Link to={path}>{title}</Link> · {t("pins.by", { name: authorName })}
              </p>
            </div>
            <Act
              intent="take-off"
              hidden={{ pinId: id }}
              label={t("pins.takeOff.label")}
              title={t("pins.takeOff.title")}
              consequence={t("pins.takeOff.consequence")}
              verb={t("pins.takeOff.verb")}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}
