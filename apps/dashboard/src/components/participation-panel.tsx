import { Accordion, List } from '@mantine/core';
import { cohortRows } from '../view/cohort-rows.ts';
import { countOf } from '../view/format.ts';
import { lastRoundTitle } from '../view/last-round-title.ts';
import { countRefused, refusalSentences } from '../view/refusal-sentences.ts';
import type { RunLog } from '../view/run-log.ts';
import { CohortTable } from './cohort-table.tsx';

/** Who took part in the last committed round, and why updates were refused since the run began; folded away. */
export const ParticipationPanel = ({ log }: { readonly log: RunLog }) => {
  const { state, devices, refused } = log;
  const last = state.history.at(-1);
  const count = countRefused(refused);
  if (last === undefined && count === 0) return null;
  return (
    // Where no round has counted yet, refusals are what the reader looks for.
    <Accordion variant="contained" multiple defaultValue={last === undefined ? ['refused'] : []}>
      {last !== undefined && (
        <Accordion.Item value="last-round">
          <Accordion.Control>{lastRoundTitle(last)}</Accordion.Control>
          <Accordion.Panel>
            <CohortTable rows={cohortRows(last.cohort, { devices, progress: {} })} isPast />
          </Accordion.Panel>
        </Accordion.Item>
      )}
      {count > 0 && (
        <Accordion.Item value="refused">
          <Accordion.Control>{`${countOf(count, 'update')} refused so far`}</Accordion.Control>
          <Accordion.Panel>
            <List size="sm" spacing={4}>
              {refusalSentences(refused).map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Accordion.Panel>
        </Accordion.Item>
      )}
    </Accordion>
  );
};
