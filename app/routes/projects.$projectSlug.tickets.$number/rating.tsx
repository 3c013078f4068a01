import { useTranslation } from "react-i18next";

import { AreaField, SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";

import type { TicketData } from "./route.tsx";

/** What the client said of it at the end, and the question while they may answer. */
export function Rating({ rating, asks }: { rating: TicketData["desk"]["rating"]; asks: boolean }) {
  const { t } = useTranslation("tickets");
  return (
    <Section title={t("beside.rating")}>
      {rating && (
        <div className="mb-3 text-[14.5px]">
          <p>
            <b>{t(`beside.ratings.${rating.rating}`)}</b>{" "}
            <span className="dim">· {t("beside.ratedBy", { rating: rating.rating, name: rating.authorName })}</span>
          </p>
          {rating.comment && <p className="mark-detail">{rating.comment}</p>}
        </div>
      )}
      {asks && (
        <RecordForm intent="rate" verb={t(rating ? "beside.rateAgain" : "beside.rate")} look="plain">
          <SelectField
            name="rating"
            label={t("beside.rateQuestion")}
            value={rating?.rating ?? "5"}
            options={["5", "4", "3", "2", "1"].map((value) => ({ value, text: t(`beside.ratings.${value}`) }))}
          />
          <AreaField name="comment" label={t("beside.comment")} rows={3} value={rating?.comment} />
        </RecordForm>
      )}
    </Section>
  );
}
