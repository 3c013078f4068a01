import { useNavigate } from "@remix-run/react";
import { type RefObject, useEffect } from "react";

/** Ctrl K (on a Mac also ⌘ K) goes to the field; where there is no room for it, to the page of the search. */
export function useSearchKey(field: RefObject<HTMLInputElement>) {
  const navigate = useNavigate();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (!field.current || field.current.offsetParent === null) return navigate("/search");
      field.current.focus();
      field.current.select();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [field, navigate]);
}
