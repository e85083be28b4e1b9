import { escapeXml } from './escape-xml.ts';
import { groupColours } from './group-colours.ts';
import { layoutPartition, type PartitionLayout } from './layout-partition.ts';
import type { PartitionCounts } from './partition-counts.ts';

export interface DrawOptions {
  /** What the picture shows, e.g. "MNIST by DirichletPartitioner". */
  readonly title: string;
  /** A smaller line below, e.g. the parameters. */
  readonly subtitle?: string;
  /** px, 800 unless given */
  readonly width?: number;
}

/** More bars than this are narrower than anyone can see. */
const MAX_BARS = 1000;
/** Up to here each bar says what it is when pointed at. */
const MAX_NAMED_BARS = 60;
const PLOT_HEIGHT_PX = 300;
const LEGEND_LINE_PX = 22;
const MARGIN = { top: 84, right: 16, left: 64 };
const EDGE_PX = 16;

/** A picture of who has what as an SVG document: stacked bars, axes and a legend, for light and dark. */
export const drawPartition = (
  picture: PartitionCounts,
  { title, subtitle = '', width = 800 }: DrawOptions,
): string => {
  const shown = { ...picture, counts: picture.counts.slice(0, MAX_BARS) };
  const colours = groupColours(shown);
  const legend = layoutLegend(shown, width - MARGIN.left - MARGIN.right);
  const bottom = 52 + legend.numLines * LEGEND_LINE_PX;
  const height = MARGIN.top + PLOT_HEIGHT_PX + bottom;
  const layout = layoutPartition(shown, { width, height, margin: { ...MARGIN, bottom } });
  const rest = picture.counts.length - shown.counts.length;
  const heading = rest > 0 ? `${title} (the first ${format(MAX_BARS)} clients)` : title;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(heading)}</title>
<desc id="desc">${escapeXml(describe(picture))}</desc>
<style>text{font:12px system-ui,sans-serif;fill:#495057}.title{font-size:15px;font-weight:600}.line{stroke:#adb5bd;stroke-width:1}.bar{fill:transparent}.bar:hover{fill:#8884}@media (prefers-color-scheme:dark){text{fill:#ced4da}.line{stroke:#5c5f66}}</style>
<text class="title" x="${EDGE_PX}" y="24">${escapeXml(heading)}</text>
<text x="${EDGE_PX}" y="44">${escapeXml(subtitle)}</text>
${drawAxes(layout, picture.kind === 'columns' ? 'Columns' : 'Examples')}
${layout.paths.map((path, group) => `<path fill="${colours[group]}" d="${path}"/>`).join('\n')}
${drawNames(shown, layout)}
${drawLegend(legend, colours, height - bottom + 52)}
</svg>
`;
};

const drawAxes = ({ plot, sizeTicks, partitionTicks }: PartitionLayout, unit: string): string => {
  const bottom = plot.y + plot.height;
  const sizes = sizeTicks.map(
    ({ value, at }) =>
      `<line class="line" x1="${plot.x}" x2="${plot.x + plot.width}" y1="${at}" y2="${at}" stroke-opacity="${value === 0 ? 1 : 0.4}"/><text x="${plot.x - 8}" y="${at + 4}" text-anchor="end">${format(value)}</text>`,
  );
  const partitions = partitionTicks.map(
    ({ value, at }) =>
      `<text x="${at}" y="${bottom + 16}" text-anchor="middle">${format(value)}</text>`,
  );
  const names = `<text x="${EDGE_PX}" y="${plot.y - 14}">${unit}</text><text x="${plot.x + plot.width / 2}" y="${bottom + 34}" text-anchor="middle">Client</text>`;
  return [...sizes, ...partitions, names].join('\n');
};

/** Transparent bars over the coloured ones that carry a tooltip. */
const drawNames = ({ counts, groups }: PartitionCounts, { bars }: PartitionLayout): string => {
  if (bars.length > MAX_NAMED_BARS) return '';
  return bars
    .map(({ x, y, width, height, size }, partition) => {
      const parts = groups.flatMap((name, group) => {
        const count = counts[partition]?.[group] ?? 0;
        return count > 0 && groups.length > 1 ? [`${name}: ${format(count)}`] : [];
      });
      const text = [`Client ${partition}: ${format(size)}`, ...parts].join('\n');
      return `<rect class="bar" x="${x}" y="${y}" width="${width}" height="${height}"><title>${escapeXml(text)}</title></rect>`;
    })
    .join('\n');
};

interface Legend {
  readonly entries: readonly { readonly name: string; readonly x: number; readonly line: number }[];
  readonly numLines: number;
}

/** Breaks the names into lines by an estimate of their width; no fonts are measured here. */
const layoutLegend = ({ groups, legend }: PartitionCounts, width: number): Legend => {
  if (groups.length < 2) return { entries: [], numLines: 0 };
  let [x, line] = [0, 0];
  const place = (name: string, markPx: number) => {
    const advance = markPx + name.length * 7 + 14;
    if (x > 0 && x + advance > width) [x, line] = [0, line + 1];
    const entry = { name, x, line };
    x += advance;
    return entry;
  };
  const entries = [place(`${legend}:`, 0), ...groups.map((name) => place(name, 18))];
  return { entries, numLines: line + 1 };
};

/** The first entry is what the groups are groups of; the others have a mark in their colour. */
const drawLegend = ({ entries }: Legend, colours: readonly string[], top: number): string =>
  entries
    .map(({ name, x, line }, entry) => {
      const [left, y] = [MARGIN.left + x, top + line * LEGEND_LINE_PX];
      if (entry === 0) return `<text x="${left}" y="${y + 11}">${escapeXml(name)}</text>`;
      return `<rect x="${left}" y="${y}" width="12" height="12" rx="2" fill="${colours[entry - 1]}"/><text x="${left + 18}" y="${y + 11}">${escapeXml(name)}</text>`;
    })
    .join('\n');

const describe = ({ counts, kind, groups }: PartitionCounts): string =>
  `A bar for each of ${format(counts.length)} clients; its height is how many ${kind === 'columns' ? 'columns' : 'examples'} the client has${groups.length > 1 ? `, its colours are ${groups.join(', ')}` : ''}.`;

const format = (value: number): string => value.toLocaleString('en-GB');
