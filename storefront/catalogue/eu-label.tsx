import { LABEL_CLASSES, NOISE_CLASSES, type Product } from "../db/schema/products.ts";
import type { Words } from "../words/words.ts";

/** Of the classes A to E, as the regulation prints them. */
const COLOURS: Record<(typeof LABEL_CLASSES)[number], string> = {
  A: "#00963f",
  B: "#6bb32e",
  C: "#ffe500",
  D: "#f39200",
  E: "#e2001a",
};

interface LabelProps {
  readonly product: Pick<Product, "energy" | "wet" | "noiseDb" | "noiseClass">;
  readonly words: Words["catalogue"];
}

/** The EU tyre label: two scales with the tyre's class, and its noise. A picture whose name says everything. */
export function EuLabel({ product: { energy, wet, noiseDb, noiseClass }, words }: LabelProps) {
  return (
    <figure className="eu-label">
      <figcaption>{words.label}</figcaption>
      <svg viewBox="0 0 300 262" role="img" aria-label={words.labelWords(energy, wet, noiseDb, noiseClass)}>
        <Scale x={0} title={words.energy} grade={energy} />
        <Scale x={152} title={words.wet} grade={wet} />
        <line x1="0" y1="196" x2="300" y2="196" stroke="#16181d" strokeWidth="2" />
        <text x="0" y="220" className="eu-label-title">
          {words.noise}
        </text>
        <Waves noiseClass={noiseClass} />
        <text x="118" y="250" className="eu-label-noise">
          {`${noiseDb} dB`}
        </text>
        {NOISE_CLASSES.map((one, index) => (
          <text
            key={one}
            x={218 + index * 30}
            y="250"
            className={one === noiseClass ? "eu-label-class" : "eu-label-other"}
          >
            {one}
          </text>
        ))}
      </svg>
    </figure>
  );
}

function Scale({ x, title, grade }: { x: number; title: string; grade: Product["energy"] }) {
  return (
    <g transform={`translate(${x} 0)`}>
      <text x="0" y="14" className="eu-label-title">
        {title}
      </text>
      {LABEL_CLASSES.map((one, index) => {
        const y = 26 + index * 33;
        const end = 52 + index * 9;
        return (
          <g key={one}>
            <path d={`M0 ${y} H${end} l12 13 -12 13 H0 Z`} fill={COLOURS[one]} />
            <text x="9" y={y + 19} className="eu-label-letter">
              {one}
            </text>
            {one === grade && (
              <>
                <path d={`M140 ${y - 2} h-26 l-14 15 14 15 h26 Z`} fill="#16181d" />
                <text x="127" y={y + 20} className="eu-label-pointer">
                  {one}
                </text>
              </>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** One wave for class A, three for C. */
function Waves({ noiseClass }: { noiseClass: Product["noiseClass"] }) {
  const waves = NOISE_CLASSES.indexOf(noiseClass) + 1;
  return (
    <g fill="none" strokeWidth="5" strokeLinecap="round">
      <path d="M0 234 h14 l16 -10 v34 l-16 -10 h-14 Z" fill="#16181d" />
      {[0, 1, 2].map((wave) => (
        <path key={wave} d={`M${44 + wave * 17} 228 q11 13 0 26`} stroke={wave < waves ? "#16181d" : "#c9c7bf"} />
      ))}
    </g>
  );
}
