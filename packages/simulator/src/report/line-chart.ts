import { escapeXml } from '@tributary/model-zoo';

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Around the line, e.g. the range over several seeds: [x, low, high]. */
  readonly band?: readonly (readonly [x: number, low: number, high: number])[];
  /** Where the series has reached the chart's mark. */
  readonly reached?: number;
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
const MARGIN = { top: 24, right: 16, bottom: 58, left: 76 } as const;
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

/** How a series is drawn: when the colours are used up, in dashes. */
const strokeOf = (index: number): string => {
  const dashes = index < COLOURS.length ? '' : ' stroke-dasharray="7 4"';
  return `fill="none" stroke="${colourOf(index)}" stroke-width="2" stroke-linejoin="round"${dashes}`;
};

const colourOf = (index: number): string => COLOURS[index % COLOURS.length] as string;

/** What a legend shows before a series' name. */
export const drawKey = (index: number): string =>
  `<svg class="key" viewBox="0 0 22 8" aria-hidden="true"><path class="series" d="M0,4H22" ${strokeOf(index)}/></svg>`;

/** Lines over a common axis, as SVG. All numbers must be finite. */
export const drawLineChart = (series: readonly Series[], options: ChartOptions): string => {
  const { title, xLabel, mark, format } = options;
  const ys = series.flatMap(({ points, band = [] }) => [
    ...points.map(([, y]) => y),
    ...band.flatMap(([, low, high]) => [low, high]),
  ]);
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  if (xs.length === 0) return '<p class="quiet">Nothing was measured.</p>';
  const frame = {
    x: scale([Math.min(0, min(xs)), max(xs)], [MARGIN.left, WIDTH - MARGIN.right], 1),
    y: scale(padded([...ys, ...(mark === undefined ? [] : [mark])]), [
      HEIGHT - MARGIN.bottom,
      MARGIN.top,
    ]),
  };
  const parts = [
    drawAxes(frame, { xLabel, format }),
    mark === undefined ? '' : drawMark(frame, mark, format),
    ...series.map((one, index) => drawSeries(frame, one, index)),
    ...(mark === undefined ? [] : series.map((one, index) => drawDot(frame, one, { index, mark }))),
  ];
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}"><title>${escapeXml(title)}</title>${parts.join('')}</svg>`;
};

interface Frame {
  readonly x: Scale;
  readonly y: Scale;
}

const round = (value: number): string => String(Number(value.toFixed(1)));

const drawAxes = ({ x, y }: Frame, { xLabel, format }: Omit<ChartOptions, 'title'>): string =>
  [
    ...y.ticks.map(
      (value) =>
        `${across('grid', y.at(value))}<text x="${MARGIN.left - 8}" y="${round(y.at(value) + 4)}" text-anchor="end">${escapeXml(format(value))}</text>`,
    ),
    ...x.ticks.map(
      (value) =>
        `<text x="${round(x.at(value))}" y="${HEIGHT - MARGIN.bottom + 22}" text-anchor="middle">${plain(value)}</text>`,
    ),
    `<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeXml(xLabel)}</text>`,
  ].join('');

const across = (kind: 'grid' | 'mark', y: number): string =>
  `<line class="${kind}" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(y)}" y2="${round(y)}"/>`;

const drawMark = ({ y }: Frame, mark: number, format: ChartOptions['format']): string =>
  `${across('mark', y.at(mark))}<text x="${MARGIN.left + 6}" y="${round(y.at(mark) - 6)}">${escapeXml(format(mark))}</text>`;

const drawSeries = ({ x, y }: Frame, { name, points, band = [] }: Series, index: number) => {
  const path = (corners: readonly (readonly [number, number])[]) =>
    corners.map(([px, py]) => `${round(x.at(px))},${round(y.at(py))}`).join(' ');
  const around = thin(band);
  const outline = [
    ...around.map(([px, low]) => [px, low] as const),
    ...around.toReversed().map(([px, , high]) => [px, high] as const),
  ];
  const area =
    around.length > 1
      ? `<polygon points="${path(outline)}" fill="${colourOf(index)}" opacity="0.2"/>`
      : '';
  // A line from a point to itself would not be seen.
  const [only, second] = points;
  const line =
    only && !second
      ? `<circle class="series" cx="${round(x.at(only[0]))}" cy="${round(y.at(only[1]))}" r="4" fill="${colourOf(index)}"/>`
      : `<polyline class="series" points="${path(thin(points))}" ${strokeOf(index)}/>`;
  return `<g><title>${escapeXml(name)}</title>${area}${line}</g>`;
};

const drawDot = (
  { x, y }: Frame,
  { name, reached }: Series,
  { index, mark }: { readonly index: number; readonly mark: number },
): string =>
  reached === undefined
    ? ''
    : `<circle class="reached" cx="${round(x.at(reached))}" cy="${round(y.at(mark))}" r="5" fill="${colourOf(index)}"><title>${escapeXml(name)}: ${plain(reached)}</title></circle>`;

interface Scale {
  at(value: number): number;
  readonly ticks: readonly number[];
}

const scale = (
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
  leastStep = 0,
): Scale => {
  const range = high - low || 1;
  const step = Math.max(leastStep, niceStep(range / 5));
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
