/** A sidewall with its marking, as the shopper will find it on the car. Decoration: the form beside it says the same. */
export function Sidewall() {
  return (
    <svg viewBox="0 0 520 520" className="sidewall" aria-hidden="true">
      <defs>
        <path id="marking-top" d="M75 260 a185 185 0 0 1 370 0" />
        <path id="marking-bottom" d="M50 260 a210 210 0 0 0 420 0" />
      </defs>
      <circle cx="260" cy="260" r="252" fill="none" stroke="#16181d" strokeWidth="15" strokeDasharray="21 11" />
      <circle cx="260" cy="260" r="246" fill="#16181d" />
      <circle cx="260" cy="260" r="228" fill="none" stroke="#343842" strokeWidth="3" />
      <circle cx="260" cy="260" r="150" fill="#fbfaf6" />
      <circle cx="260" cy="260" r="150" fill="none" stroke="#ffd21f" strokeWidth="9" />
      <g fill="#d9d6cb">
        {[0, 72, 144, 216, 288].map((turn) => (
          <path key={turn} d="M246 222 L228 122 Q260 112 292 122 L274 222 Z" transform={`rotate(${turn} 260 260)`} />
        ))}
      </g>
      <circle cx="260" cy="260" r="48" fill="#16181d" />
      <circle cx="260" cy="260" r="16" fill="#e5381c" />
      <text className="sidewall-size">
        <textPath href="#marking-top" startOffset="50%" textAnchor="middle">
          205/55 R16 91V
        </textPath>
      </text>
      <text className="sidewall-brand">
        <textPath href="#marking-bottom" startOffset="50%" textAnchor="middle">
          POPGOM · POPGOM · POPGOM
        </textPath>
      </text>
    </svg>
  );
}
