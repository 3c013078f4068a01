/** How old this page was when the server sent it, in milliseconds: its clock must not begin where it was made. */
export function copyAgeMs(): number {
  return Number(document.querySelector<HTMLElement>("[data-copy-age]")?.dataset.copyAge ?? 0);
}
