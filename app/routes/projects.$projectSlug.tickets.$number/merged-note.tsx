import { Link } from "@remix-run/react";
import { Trans, useTranslation } from "react-i18next";

/** Where the thread goes on, before anything else of a ticket that was joined to another. */
export function MergedNote({ number, slug }: { number: number; slug: string }) {
  const { t } = useTranslation("tickets");
  const to = `/projects/${slug}/tickets/${number}`;
  return (
    <p className="notice">
      <Trans t={t} i18nKey="beside.goesOn" values={{ number }} components={{ other: <Link to={to} /> }} />
    </p>
  );
}
