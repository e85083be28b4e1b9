import { Button, Card, Group, List, Loader, Select, Stack, Text, Title } from '@mantine/core';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { useState } from 'react';
import { useCheckpointReport } from '../api/checkpoints.ts';
import { checkpointLabel } from '../view/checkpoint-label.ts';
import { mistakeSentence, worstMistakes } from '../view/confusions.ts';
import { formatLoss, formatNumber, formatPercent } from '../view/format.ts';
import { ConfusionTable } from './confusion-table.tsx';
import { ErrorPanel } from './query-panels.tsx';

interface ReportCardProps {
  readonly runId: RunId;
  /** Those that are kept, newest first; at least one. */
  readonly checkpoints: readonly Checkpoint[];
  /** Why there is no report of any; a sentence. */
  readonly refusal: string | null;
}

/** How a chosen checkpoint does on each class of the coordinator's test examples. */
export const ReportCard = ({ runId, checkpoints, refusal }: ReportCardProps) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = checkpoints.find(({ round }) => String(round) === chosen) ?? checkpoints[0];
  return (
    <Card component="section" aria-label="Class by class">
      <Group justify="space-between" align="flex-end" mb="md">
        <Title order={2} size="h5">
          Class by class
        </Title>
        {refusal === null && (
          <Select
            label="Checkpoint"
            data={checkpoints.map((each) => ({
              value: String(each.round),
              label: checkpointLabel(each),
            }))}
            value={shown === undefined ? null : String(shown.round)}
            allowDeselect={false}
            onChange={setChosen}
          />
        )}
      </Group>
      {refusal !== null && <Text c="dimmed">{refusal}</Text>}
      {refusal === null && shown !== undefined && <Report runId={runId} checkpoint={shown} />}
    </Card>
  );
};

/** A larger table is drawn when somebody asks for it. */
const MANY_CLASSES = 30;
const SHOWN_MISTAKES = 5;

interface ReportProps {
  readonly runId: RunId;
  readonly checkpoint: Checkpoint;
}

const Report = ({ runId, checkpoint }: ReportProps) => {
  const query = useCheckpointReport(runId, checkpoint);
  const [showsAll, setShowsAll] = useState(false);
  const report = query.data;
  if (report === undefined) {
    return query.error === null ? (
      <Group gap="xs" role="status">
        <Loader size="xs" />
        <Text size="sm" c="dimmed">
          The coordinator tests this checkpoint on its test examples …
        </Text>
      </Group>
    ) : (
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  const mistakes = worstMistakes(report, SHOWN_MISTAKES);
  return (
    <Stack gap="md">
      <Text size="sm">
        {formatPercent(report.accuracy)} of {formatNumber(report.numLabels)} tested are right, with
        a loss of {formatLoss(report.loss)}.
      </Text>
      <div>
        <Title order={3} size="h6" mb={4}>
          Most frequent mistakes
        </Title>
        {mistakes.length === 0 ? (
          <Text size="sm">None: every one is right.</Text>
        ) : (
          <List size="sm">
            {mistakes.map((mistake) => (
              <List.Item key={`${mistake.name} ${mistake.takenFor}`}>
                {mistakeSentence(mistake)}
              </List.Item>
            ))}
          </List>
        )}
      </div>
      {showsAll || report.classNames.length <= MANY_CLASSES ? (
        <ConfusionTable report={report} />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setShowsAll(true)}>
            Show the table of all {report.classNames.length} classes
          </Button>
        </Group>
      )}
    </Stack>
  );
};
