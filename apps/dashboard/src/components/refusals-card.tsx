import { Card, Title } from '@mantine/core';
import { countOf } from '../view/format.ts';
import { refusalSentences } from '../view/refusal-sentences.ts';
import type { RunLog } from '../view/run-log.ts';
import { RefusalList } from './refusal-list.tsx';

/** Of a whole run; the rounds themselves name everybody. */
const MAX_NAMED = 3;

/** Whose updates were refused since the run began, and why; nothing where none was. */
export const RefusalsCard = ({
  log: { refused, devices },
}: {
  readonly log: Pick<RunLog, 'refused' | 'devices'>;
}) =>
  refused.length === 0 ? null : (
    <Card component="section" aria-label="Refused updates">
      <Title order={2} size="h5" mb="xs">
        {countOf(refused.length, 'update')} refused so far
      </Title>
      <RefusalList sentences={refusalSentences(refused, devices, MAX_NAMED)} />
    </Card>
  );
