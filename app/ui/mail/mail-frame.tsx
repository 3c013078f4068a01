import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface MailFrameProps {
  /** A document that was made safe. */
  readonly document: string;
  /** Address of the same page with the pictures; null where none waits. */
  readonly withImages: string | null;
}

/** A mail as its sender laid it out, in a frame that can do nothing. Pictures of other servers come when asked for. */
export function MailFrame({ document, withImages }: MailFrameProps) {
  const { t } = useTranslation("mail");
  return (
    <>
      {withImages !== null && (
        <p className="label my-2">
          {t("imagesWait")}{" "}
          <Link to={withImages} reloadDocument>
            {t("showImages")}
          </Link>
        </p>
      )}
      <iframe
        className="mt-2 h-[60vh] min-h-[420px] w-full rounded-control border border-hair2 bg-white"
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={document}
        title={t("asHtml")}
      />
    </>
  );
}
