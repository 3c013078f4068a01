import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useViewer } from "#app/ui/viewer.tsx";

interface SubscribeProps {
  /** Of the page. */
  readonly slug: string;
  readonly answer?: { readonly problem: string | null; readonly typed: string };
}

/** Asks for an address. The form posts by itself: the page has no scripts. */
export function Subscribe({ slug, answer }: SubscribeProps) {
  const { t } = useTranslation("status");
  const { locale } = useViewer();
  return (
    <Section title={t("subscribe.title")}>
      <div className="status-subscribe" id="subscribe">
        <p>{t("subscribe.lead")}</p>
        {answer?.problem === null ? (
          <p role="status">
            <StateWord state="ok" /> {t("subscribe.asked")}
          </p>
        ) : (
          <form method="post" action={`/status/${slug}?index#subscribe`} className="form" noValidate>
            <input type="hidden" name="locale" value={locale} />
            <TextInput
              name="email"
              type="email"
              label={t("subscribe.email")}
              autoComplete="email"
              defaultValue={answer?.typed}
              problem={answer?.problem ?? undefined}
            />
            <Button type="submit">{t("subscribe.verb")}</Button>
          </form>
        )}
        <p className="status-feed">
          <a href={`/status/${slug}/feed.xml`}>{t("subscribe.feed")}</a>
        </p>
      </div>
    </Section>
  );
}
