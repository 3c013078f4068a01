import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { type State, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ThisHour } from "#domain/storefront/this-hour.ts";

/** The orders of the hour that runs, beside what is expected of it, in one sentence. */
export function ShopTile({ shop, to }: { shop: ThisHour; to: string }) {
  const { t } = useTranslation("storefront");
  const format = useFormat();
  const { state, word } = standingOf(shop);
  return (
    <Section
      title={t("tile.title")}
      note={shop.kind === "counted" && t("tile.note", { time: format.clock(shop.to) })}
      side={<Link to={to}>{t("tile.see")}</Link>}
    >
      <p className="tile-sentence">
        {shop.kind === "unknown"
          ? t(shop.heardAt === null ? "tile.unknown" : "tile.unknownSince", {
              when: shop.heardAt === null ? "" : format.clock(shop.heardAt),
            })
          : t(shop.band ? "tile.orders" : "tile.noBand", {
              count: shop.orders,
              from: format.clock(shop.from),
              low: format.number(shop.band?.low ?? 0),
              high: format.number(shop.band?.high ?? 0),
            })}
      </p>
      {word && (
        <p>
          <StateWord state={state} word={t(`tile.${word}`)} />
        </p>
      )}
    </Section>
  );
}

function standingOf(shop: ThisHour): { state: State; word: "noMeasure" | "within" | "below" | "above" | null } {
  if (shop.kind === "unknown") return { state: "mute", word: "noMeasure" };
  if (!shop.band) return { state: "mute", word: null };
  if (shop.orders < shop.band.low) return { state: "warn", word: "below" };
  return { state: "ok", word: shop.orders > shop.band.high ? "above" : "within" };
}
