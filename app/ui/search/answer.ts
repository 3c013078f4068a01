import type { SerializeFrom } from "@remix-run/node";

import type { SearchHits } from "#domain/search/hits.ts";

/** What the search's loader answers: to the field of the bar, and to the page of its own. */
export interface SearchAnswer {
  /** What was looked for. */
  readonly text: string;
  /** The page from which it was asked, "" where that has no say. */
  readonly on: string;
  /** In which dates were read, and are shown. */
  readonly timeZone: string;
  /** Epoch milliseconds of the server's clock. */
  readonly now: number;
  /** Whether results say of which project they are. */
  readonly namesProjects: boolean;
  readonly hits: SerializeFrom<SearchHits>;
}

/** Every result's address, group and words are made of an answer by `resultsOf`. */
export type SentHits = SearchAnswer["hits"];
