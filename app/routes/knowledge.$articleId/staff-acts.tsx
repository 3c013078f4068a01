import { useTranslation } from "react-i18next";

import { LinkButton } from "#app/ui/button.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { ARTICLE_LIMITS } from "#domain/knowledge/article.ts";

import type { Article } from "./shown.ts";

/** What staff do next with a text, by its state, and what they may always do. */
export function StaffActs({ article, nextReviewOn }: { article: Article; nextReviewOn: string }) {
  const { t } = useTranslation("knowledge");
  const { id, text } = article;
  const ofText = { version: text.version };
  return (
    <Section title={t("acts.title")} note={t(`state.${text.state}`)}>
      <div className="grid justify-items-start gap-4">
        {text.state === "draft" && (
          <RecordForm intent="submit" hidden={ofText} verb={t("acts.submit")}>
            <p className="field-help">{t("acts.submitHelp")}</p>
          </RecordForm>
        )}
        {text.state === "in_review" && <Review article={article} />}
        {text.state === "archived" && (
          <RecordForm intent="reopen" hidden={ofText} verb={t("acts.reopen")} look="plain" />
        )}
        <div className="flex flex-wrap gap-2.5">
          {text.state !== "archived" && (
            <LinkButton to={`/knowledge/${id}/edit?lang=${text.locale}`}>{t("acts.edit")}</LinkButton>
          )}
          <LinkButton to={`/knowledge/${id}/versions?lang=${text.locale}`} look="quiet">
            {t("acts.versions", { count: text.newest })}
          </LinkButton>
        </div>
        <Disclosure summary={t("acts.review")} intent="review">
          <RecordForm intent="review" hidden={{ version: article.version }} verb={t("acts.reviewVerb")} look="plain">
            <TextField name="reviewOn" type="date" label={t("acts.reviewOn")} value={nextReviewOn} />
          </RecordForm>
        </Disclosure>
        <Disclosure summary={t("acts.stale")} intent="stale">
          <RecordForm intent="stale" hidden={{ version: article.version }} verb={t("acts.staleVerb")} look="plain">
            <TextField name="reason" label={t("acts.staleReason")} maxLength={ARTICLE_LIMITS.stale} required />
          </RecordForm>
        </Disclosure>
        {text.state !== "archived" && (
          <Act
            intent="archive"
            hidden={ofText}
            label={t("acts.archive")}
            title={t("acts.archiveTitle", { title: text.title })}
            consequence={t("acts.archiveConsequence")}
            verb={t("acts.archiveVerb")}
          />
        )}
      </div>
    </Section>
  );
}

function Review({ article: { mayApprove, text } }: { article: Article }) {
  const { t } = useTranslation("knowledge");
  const hidden = { version: text.version };
  return (
    <>
      {mayApprove ? (
        <RecordForm intent="approve" hidden={hidden} verb={t("acts.approve")}>
          <p className="field-help">{t("acts.approveHelp", { name: text.changedByName })}</p>
        </RecordForm>
      ) : (
        <p className="field-help">{t("acts.waits")}</p>
      )}
      <Disclosure summary={t("acts.return")} intent="return">
        <RecordForm intent="return" hidden={hidden} verb={t("acts.returnVerb")} look="plain">
          <AreaField name="text" label={t("acts.returnText")} rows={3} />
        </RecordForm>
      </Disclosure>
    </>
  );
}
