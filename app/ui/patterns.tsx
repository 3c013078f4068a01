/** The two hatchings that drawings fill with, once a page: silence or a gap, and planned work. */
export function Patterns() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" stroke="var(--color-hair2)" strokeWidth="1" />
        </pattern>
        <pattern id="hatch-plan" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V4" stroke="var(--color-sea)" strokeWidth="1.5" />
        </pattern>
      </defs>
    </svg>
  );
}
