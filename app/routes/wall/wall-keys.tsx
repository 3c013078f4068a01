import { type RefObject, useEffect, useRef, useState } from "react";
import { Trans, useTranslation } from "react-i18next";

interface Keys {
  readonly filterRef: RefObject<HTMLInputElement>;
  readonly tableRef: RefObject<HTMLDivElement>;
  readonly areOn: boolean;
  turn(on: boolean): void;
}

const REMEMBERED_AS = "timonerie-wall-keys";

/**
 * `j` and `k` go into the table from anywhere on the page, `/` to the filter. They can be turned off, because
 * single letters are in the way of speech input (WCAG 2.1.4); the browser remembers it.
 */
export function useWallKeys(): Keys {
  const filterRef = useRef<HTMLInputElement>(null);
  const tableRef = useRef<HTMLDivElement>(null);
  const [areOn, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(REMEMBERED_AS) !== "off"), []);
  useEffect(() => {
    if (!areOn) return;
    const listen = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "/") {
        event.preventDefault();
        filterRef.current?.focus();
      }
      const isOutside = !tableRef.current?.contains(document.activeElement);
      if ((event.key === "j" || event.key === "k") && isOutside) {
        tableRef.current?.querySelector<HTMLElement>("tbody a")?.focus();
      }
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [areOn]);
  const turn = (on: boolean) => {
    setOn(on);
    localStorage.setItem(REMEMBERED_AS, on ? "on" : "off");
  };
  return { filterRef, tableRef, areOn, turn };
}

export function WallKeys({ keys }: { keys: Keys }) {
  const { t } = useTranslation("wall");
  return (
    <span className="wall-keys">
      {keys.areOn && (
        <>
          {t("keysLabel")} <Trans t={t} i18nKey="keys" components={{ kbd: <kbd /> }} />{" "}
        </>
      )}
      <button type="button" className="link" onClick={() => keys.turn(!keys.areOn)}>
        {keys.areOn ? t("keysOff") : t("keysOn")}
      </button>
    </span>
  );
}
