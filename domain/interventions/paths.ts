/** The page of an intervention. */
export function pathOf({ slug }: { readonly slug: string }, { id }: { readonly id: number }): string {
  return `/projects/${slug}/interventions/${id}`;
}
