import { useActionData, useLocation } from "@remix-run/react";
import { useRef } from "react";

/**
 * What the page's action answered last, until the next navigation. The router forgets it as soon as the page reads its data
 * again, which live pages do by themselves: a refusal would go with all that was typed, and so would a key that is shown once.
 */
export function useAnswer<Answer = unknown>() {
  const answer = useActionData<Answer>();
  const { key } = useLocation();
  const held = useRef({ key, answer });
  if (answer !== undefined || held.current.key !== key) held.current = { key, answer };
  return held.current.answer;
}
