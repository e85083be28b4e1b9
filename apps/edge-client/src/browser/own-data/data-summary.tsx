import { Group, NativeSelect, Progress, Stack, Text } from '@mantine/core';
import { describeSplit, type OwnData, splitSizes } from '@tributary/local-data';
import { countOf, formatCount } from '../view/format.ts';
import { locale } from '../view/locale.ts';
import { FindingList } from './finding-list.tsx';
import { SPLIT_SEED } from './split-seed.ts';

interface DataSummaryProps {
  readonly data: OwnData;
  readonly onShareChange: (validationShare: number) => void;
}

const SHARES = [0, 0.1, 0.2, 0.3, 0.5] as const;
const MOST_CLASSES = 12;

/** What would be trained on, in numbers. */
export const DataSummary = ({ data, onShareChange }: DataSummaryProps) => {
  const { report, validationShare, source } = data;
  const { train, validation } = splitSizes(data.examples, { validationShare, seed: SPLIT_SEED });
  return (
    <Stack gap="sm" data-testid="data-summary">
      <div>
        <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
          In use: {source}
        </Text>
        <Text size="sm">
          {countOf(report.numExamples, 'example')}
          {report.numFaulty > 0 && `, ${formatCount(report.numFaulty)} left out`}:{' '}
          {formatCount(train)} to train on, {formatCount(validation)} to score on.
        </Text>
      </div>
      <ClassBars classes={report.classes} />
      {report.target && <TargetSpread {...report.target} />}
      <MissingValues missing={report.missing} />
      {report.warnings.total > 0 && (
        <details>
          <summary>{countOf(report.warnings.total, 'remark')} on what is used</summary>
          <FindingList findings={report.warnings} />
        </details>
      )}
      <NativeSelect
        label="Set aside to score on"
        description={describeSplit(report.numExamples, validationShare)}
        value={String(validationShare)}
        onChange={({ currentTarget }) => onShareChange(Number(currentTarget.value))}
        data={SHARES.map((share) => ({
          value: String(share),
          label: share === 0 ? 'none' : `${100 * share} %`,
        }))}
      />
    </Stack>
  );
};

const ClassBars = ({ classes }: { readonly classes: OwnData['report']['classes'] }) => {
  const most = Math.max(1, ...classes.map(({ count }) => count));
  const more = classes.length - MOST_CLASSES;
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {classes.slice(0, MOST_CLASSES).map(({ name, count }) => (
        <li key={name}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" truncate>
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              {formatCount(count)}
            </Text>
          </Group>
          <Progress value={(100 * count) / most} size="xs" aria-hidden />
        </li>
      ))}
      {more > 0 && (
        <Text component="li" size="sm" c="dimmed">
          and {formatCount(more)} more
        </Text>
      )}
    </Stack>
  );
};

const TargetSpread = ({
  column,
  lowest,
  mean,
  highest,
}: NonNullable<OwnData['report']['target']>) => (
  <Text size="sm">
    {column}: from {round(lowest)} to {round(highest)}, {round(mean)} on average.
  </Text>
);

const MissingValues = ({ missing }: { readonly missing: OwnData['report']['missing'] }) =>
  missing.length === 0 ? null : (
    <Text size="sm">
      Missing: {missing.map(({ column, count }) => `${formatCount(count)} × ${column}`).join(', ')}.
    </Text>
  );

const round = (value: number): string =>
  value.toLocaleString(locale, { maximumSignificantDigits: 4 });
