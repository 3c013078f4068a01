import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

const SHOWN = 6;

interface MentionListProps {
  readonly text: string;
  readonly area: RefObject<HTMLTextAreaElement>;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (text: string) => void;
}

/** Names to choose from while an @ is being typed at the end of what is written; choosing one writes it whole. */
export function MentionList({ text, area, people, onChoose }: MentionListProps) {
  const { t } = useTranslation("tickets");
  const begun = /(?:^|[^\p{L}\p{N}])@(\p{L}[\p{L}' -]{0,30})?$/u.exec(text);
  if (!begun) return null;
  const typed = (begun[1] ?? "").toLocaleLowerCase();
  const found = people.filter(({ name }) => name.toLocaleLowerCase().startsWith(typed) && name.length > typed.length);
  if (found.length === 0) return null;
  const choose = (name: string) => {
    onChoose(`${text.slice(0, text.length - typed.length)}${name} `);
    area.current?.focus();
  };
  return (
    <ul className="composer-mentions" aria-label={t("composer.mentions")}>
      {found.slice(0, SHOWN).map(({ id, name }) => (
        <li key={id}>
          <button type="button" onClick={() => choose(name)}>
            @{name}
          </button>
        </li>
      ))}
    </ul>
  );
}
