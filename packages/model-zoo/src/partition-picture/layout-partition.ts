import type { PartitionCounts } from './partition-counts.ts';
import { sumOf } from './summarise-partition.ts';

/** Where everything of a picture stands: plain numbers, in px, for whoever draws it. */
export interface PartitionLayout {
  readonly width: number;
  readonly height: number;
  /** What the bars and axes enclose. */
  readonly plot: Box;
  /** One for each partition, in order. */
  readonly bars: readonly Bar[];
  /** [group] the segments of all bars as one SVG path, so that thousands of them stay light. */
  readonly paths: readonly string[];
  /** Sizes to be marked on the vertical axis. */
  readonly sizeTicks: readonly Tick[];
  /** Partitions to be marked on the horizontal axis. */
  readonly partitionTicks: readonly Tick[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Bar extends Box {
  readonly size: number;
}

export interface Tick {
  readonly value: number;
  /** px from the left, or from the top on the vertical axis */
  readonly at: number;
}

export interface LayoutOptions {
  readonly width: number;
  readonly height: number;
  /** What stays free around the plot for labels. */
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

/** Beyond this there are no gaps between bars. */
const MAX_BARS_WITH_GAPS = 60;

/** Stacked bars, one for each partition, side by side. */
export const layoutPartition = (
  { counts, groups }: Pick<PartitionCounts, 'counts' | 'groups'>,
  { width, height, margin }: LayoutOptions,
): PartitionLayout => {
  const plot = {
    x: margin.left,
    y: margin.top,
    width: width - margin.left - margin.right,
    height: height - margin.top - margin.bottom,
  };
  const sizes = counts.map(sumOf);
  const steps = ticksUpTo(
    sizes.reduce((most, size) => Math.max(most, size), 1),
    5,
  );
  const scale = plot.height / (steps.at(-1) as number);
  const slot = plot.width / Math.max(counts.length, 1);
  const gap = counts.length > MAX_BARS_WITH_GAPS ? 0 : Math.min(slot * 0.2, 12);
  const bars = sizes.map((size, partition) => ({
    x: round(plot.x + partition * slot + gap / 2),
    y: round(plot.y + plot.height - size * scale),
    width: round(slot - gap),
    height: round(size * scale),
    size,
  }));
  return {
    width,
    height,
    plot,
    bars,
    paths: groups.map((_, group) =>
      bars.map((bar, partition) => segment(bar, counts[partition] ?? [], group, scale)).join(''),
    ),
    sizeTicks: steps.map((value) => ({
      value,
      at: round(plot.y + plot.height - value * scale),
    })),
    partitionTicks: partitionsToMark(counts.length).map((value) => ({
      value,
      at: round(plot.x + (value + 0.5) * slot),
    })),
  };
};

/** One group's part of a bar, from the bottom up in the order of the groups; nothing if it has none. */
const segment = (bar: Bar, counts: readonly number[], group: number, scale: number): string => {
  const count = counts[group] as number;
  if (count === 0) return '';
  const height = count * scale;
  const bottom = bar.y + bar.height - sumOf(counts.slice(0, group)) * scale;
  // A hair of the ground between two segments tells them apart without their colours.
  const drawn = height > 4 && bar.width > 4 ? height - 0.75 : height;
  return `M${round(bar.x)} ${round(bottom)}v${round(-drawn)}h${round(bar.width)}v${round(drawn)}z`;
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** Whole numbers in even steps of 1, 2 or 5 times a power of ten, from 0 to the first one not below. */
export const ticksUpTo = (most: number, about: number): number[] => {
  const rough = Math.max(most / about, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) as number);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
};

/** The first partition and then every so many, about ten in all. */
const partitionsToMark = (numPartitions: number): number[] => {
  if (numPartitions <= 20) return Array.from({ length: numPartitions }, (_, i) => i);
  return ticksUpTo(numPartitions - 1, 10).filter((partition) => partition < numPartitions);
};
