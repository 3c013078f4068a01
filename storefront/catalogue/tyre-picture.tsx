import type { Season } from "./brands.ts";

/** Grooves of the tread on a block of 40 by 40, by what the tyre is made for. */
const TREADS: Record<Season, string> = {
  summer: "M0 12 L20 4 L40 12 M0 32 L20 24 L40 32 M20 0 V40",
  winter: "M0 8 l5 6 5-6 5 6 5-6 5 6 5-6 5 6 5-6 M0 28 l5 6 5-6 5 6 5-6 5 6 5-6 5 6 5-6 M13 0 V40 M27 0 V40",
  all_season: "M0 14 L14 4 M26 4 L40 14 M0 34 L14 24 M26 24 L40 34 M20 0 V40 M14 0 V40 M26 0 V40",
};

/** A tyre as it stands on the shelf: its tread seen from the front, drawn for its season. Says nothing that the text does not. */
export function TyrePicture({ season, id }: { season: Season; id: string }) {
  return (
    <svg viewBox="0 0 120 150" className={`tyre tyre-${season}`} aria-hidden="true">
      <defs>
        <pattern id={id} width="40" height="40" patternUnits="userSpaceOnUse" x="40">
          <path d={TREADS[season]} fill="none" stroke="#0c0d10" strokeWidth="3.4" />
        </pattern>
      </defs>
      <rect x="22" y="5" width="76" height="140" rx="26" fill="#2b2e36" />
      <rect x="34" y="5" width="52" height="140" rx="14" fill="#3b3f49" />
      <rect x="34" y="5" width="52" height="140" rx="14" fill={`url(#${id})`} />
      <path d="M28 22 Q22 75 28 128 M92 22 Q98 75 92 128" fill="none" stroke="#565b67" strokeWidth="2" />
      <rect x="22" y="66" width="76" height="9" className="tyre-band" />
    </svg>
  );
}
