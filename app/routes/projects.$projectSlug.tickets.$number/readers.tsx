import { useTranslation } from "react-i18next";

/** Who will read it: two tabs, which are one choice of the form. */
export function Readers({ isPublic, onChoose }: { isPublic: boolean; onChoose: (isPublic: boolean) => void }) {
  const { t } = useTranslation("tickets");
  return (
    <fieldset className="composer-tabs">
      <legend className="sr-only">{t("composer.readers")}</legend>
      {(["client", "staff"] as const).map((readers) => (
        <label key={readers}>
          <input
            type="radio"
            name="readers"
            value={readers}
            checked={isPublic === (readers === "client")}
            onChange={() => onChoose(readers === "client")}
          />
          {t(readers === "client" ? "composer.answer" : "composer.note")}
        </label>
      ))}
    </fieldset>
  );
}
