import { LineChart } from '@mantine/charts';
import { useMemo } from 'react';
import { type ArrivalPoint, arrivalCurve } from '../view/arrival-curve.ts';
import { decimate } from '../view/decimate.ts';
import { formatDuration, formatNumber } from '../view/format.ts';
import type { AttemptStory } from '../view/round-story.ts';
import { attemptSentence } from '../view/round-words.ts';
import { CHART_PX, ChartCard } from './chart-card.tsx';
import { useNow } from './use-now.ts';

const MAX_POINTS = 300;
const reportedOf = ({ reported }: ArrivalPoint): number => reported;

/** When the updates of an attempt came, beside its quorum and its deadline. */
export const ArrivalChart = ({ story }: { readonly story: AttemptStory }) => {
  const now = useNow(1_000);
  const curve = useMemo(() => arrivalCurve(story, now), [story, now]);
  const drawn = decimate(curve, [reportedOf], MAX_POINTS);
  const { attempt, required, wanted, openedAt, deadlineAt, closedAt } = story;
  const end = curve.at(-1)?.seconds ?? 0;
  const deadline = (deadlineAt - openedAt) / 1000;
  // A deadline far behind the last arrival would press all of them into a corner.
  const showsDeadline = closedAt === null || deadline <= 2 * end;
  return (
    <ChartCard
      title={attempt > 1 ? `Arrivals in attempt ${attempt}` : 'Arrivals'}
      note={attemptSentence(story, now)}
      table={{
        rows: curve,
        keyOf: ({ seconds, reported }) => `${seconds} ${reported}`,
        columns: [
          {
            ...{ key: 'seconds', title: 'Seconds since it opened' },
            cell: ({ seconds }) => formatNumber(Math.round(seconds * 100) / 100),
          },
          {
            ...{ key: 'reported', title: 'Updates so far', align: 'end' },
            cell: ({ reported }) => formatNumber(reported),
          },
        ],
      }}
    >
      <LineChart
        h={CHART_PX}
        data={[...drawn]}
        dataKey="seconds"
        curveType="stepAfter"
        withDots={drawn.length <= 60}
        lineProps={{ isAnimationActive: false }}
        xAxisProps={{
          type: 'number',
          domain: [0, showsDeadline ? Math.max(end, deadline) : end],
          tickFormatter: (seconds: number) => formatDuration(seconds * 1000),
          minTickGap: 32,
        }}
        yAxisProps={{ width: 48, allowDecimals: false, domain: [0, Math.max(wanted, 1)] }}
        referenceLines={[
          ...(required > 0
            ? [{ y: required, label: 'Quorum', color: 'teal.7', strokeDasharray: '6 4' }]
            : []),
          ...(showsDeadline
            ? [{ x: deadline, label: 'Deadline', color: 'red.7', strokeDasharray: '2 4' }]
            : []),
        ]}
        tooltipProps={{
          labelFormatter: (seconds) => `after ${formatDuration(Number(seconds) * 1000)}`,
        }}
        series={[{ name: 'reported', label: 'Updates', color: 'river.6' }]}
      />
    </ChartCard>
  );
};
