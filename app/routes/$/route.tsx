import { notFound } from "#app/http/refusals.ts";

/** Every address that is nobody's. As a route, so that the page of the refusal knows its reader's language and theme. */
export function loader() {
  throw notFound();
}

export function action() {
  throw notFound();
}

export default function Nowhere() {
  return null;
}
