import { escapeHtml } from './escape-html.ts';

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Around the line, e.g. the range over several seeds: [x, low, high]. */
  readonly band?: readonly (readonly [x: number, low: number, high: number])[];
}

export interface ChartOptions {
  readonly title: string;
  readonly xLabel: string;
  /** A line across the chart. */
  readonly mark?: number | undefined;
  readonly format: (value: number) => string;
}

const WIDTH = 720;
const HEIGHT = 340;
const MARGIN = { top: 16, right: 16, bottom: 44, left: 64 } as const;
/** More points than pixels help nobody. */
const MAX_POINTS = 600;

/** Colours that can be told apart in light and dark, and by most who see colours otherwise (Okabe & Ito). */
const COLOURS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8a6d3b',
  '#777777',
];

export const colourOf = (index: number): string => COLOURS[index % COLOURS.length] as string;

/** Lines over a common axis, as SVG. */
export const drawLineChart = (series: readonly Series[], options: ChartOptions): string => {
  const { title, xLabel, mark, format } = options;
  const ys = series.flatMap(({ points, band = [] }) => [
    ...points.map(([, y]) => y),
    ...band.flatMap(([, low, high]) => [low, high]),
  ]);
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  if (xs.length === 0) return '<p class="quiet">Nothing was measured.</p>';
  const [x, y] = [
    scale([Math.min(0, ...xs), max(xs)], [MARGIN.left, WIDTH - MARGIN.right]),
    scale(padded([...ys, ...(mark === undefined ? [] : [mark])]), [
      HEIGHT - MARGIN.bottom,
      MARGIN.top,
    ]),
  ];
  const path = (points: readonly (readonly [number, number])[]) =>
    points.map(([px, py]) => `${x.at(px).toFixed(1)},${y.at(py).toFixed(1)}`).join(' ');
  const lines = series.map(({ points, band }, index) => {
    const colour = colourOf(index);
    const around = thin(band ?? []);
    const outline = [
      ...around.map(([px, low]) => [px, low] as const),
      ...around.toReversed().map(([px, , high]) => [px, high] as const),
    ];
    return `${around.length > 1 ? `<polygon points="${path(outline)}" fill="${colour}" opacity="0.15"/>` : ''}<polyline points="${path(thin(points))}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`;
  });
  const axes = [
    ...y.ticks.map(
      (value) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y.at(value)}" y2="${y.at(value)}"/><text x="${MARGIN.left - 8}" y="${y.at(value) + 4}" text-anchor="end">${escapeHtml(format(value))}</text>`,
    ),
    ...x.ticks.map(
      (value) =>
        `<text x="${x.at(value)}" y="${HEIGHT - MARGIN.bottom + 20}" text-anchor="middle">${plain(value)}</text>`,
    ),
    `<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(xLabel)}</text>`,
  ];
  const crossing =
    mark === undefined
      ? ''
      : `<line class="mark" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y.at(mark)}" y2="${y.at(mark)}"/>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}"><title>${escapeHtml(title)}</title>${axes.join('')}${crossing}${lines.join('')}</svg>`;
};

interface Scale {
  at(value: number): number;
  readonly ticks: readonly number[];
}

const scale = (
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
): Scale => {
  const range = high - low || 1;
  const step = niceStep(range / 5);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return {
    at: (value) => from + ((value - low) / range) * (to - from),
    ticks: Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step),
  };
};

/** 1, 2 or 5 times a power of ten. */
const niceStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
};

const max = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
const min = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));

const padded = (values: readonly number[]): [number, number] => {
  const [low, high] = [min(values), max(values)];
  const room = (high - low || 1) * 0.04;
  return [low - room, high + room];
};

const thin = <Point>(points: readonly Point[]): Point[] => {
  const stride = Math.ceil(points.length / MAX_POINTS);
  return points.filter((_, index) => index % stride === 0 || index === points.length - 1);
};

const plain = (value: number): string => String(Number(value.toPrecision(6)));
