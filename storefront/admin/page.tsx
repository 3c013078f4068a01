import type { Response } from "express";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

import { OwnerLayout, type OwnerSection } from "./owner-layout.tsx";

export interface OwnerHead {
  readonly title: string;
  /** Absent where nobody has signed in: then the page has no menu. */
  readonly section?: OwnerSection;
  readonly status?: number;
  /** Style sheet and script that this page needs beside the others'. */
  readonly styles?: readonly string[];
  readonly script?: string;
}

/** Orders that stand still, counted by the guard for the menu. */
interface OwnerLocals {
  readonly stuck?: number;
}

/** Answers with a page of the owner. No browser and nobody between keeps it. */
export function sendOwnerPage(response: Response, head: OwnerHead, page: ReactElement): void {
  const { stuck = 0 } = response.locals as OwnerLocals;
  const markup = renderToStaticMarkup(
    <OwnerLayout {...head} stuck={stuck}>
      {page}
    </OwnerLayout>,
  );
  response
    .status(head.status ?? 200)
    .set("cache-control", "no-store")
    .type("html")
    .send(`<!doctype html>${markup}`);
}
