import type { ScorePoint } from '../view/score-history.ts';
import { sparklinePoints } from '../view/sparkline-points.ts';

const frame = { width: 240, height: 56, margin: 4 };

interface SparklineProps {
  readonly points: readonly ScorePoint[];
  readonly label: string;
}

/** A curve without axes; the numbers stand beside it. */
export const Sparkline = ({ points, label }: SparklineProps) => {
  const placed = sparklinePoints(points, frame);
  const [x, y] = placed.at(-1) ?? [0, 0];
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      width="100%"
      height={frame.height}
    >
      <polyline
        points={placed.map((point) => point.join(',')).join(' ')}
        fill="none"
        stroke="var(--mantine-color-anchor)"
        strokeWidth={2}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {placed.length > 0 && <circle cx={x} cy={y} r={3.5} fill="var(--mantine-color-anchor)" />}
    </svg>
  );
};
