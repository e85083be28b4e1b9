import { Accordion } from '@mantine/core';
import { countOf } from '../view/format.ts';
import { refusalSentences } from '../view/refusal-sentences.ts';
import { roundTitle } from '../view/round-title.ts';
import type { RunLog } from '../view/run-log.ts';
import { RefusalList } from './refusal-list.tsx';
import { RoundMembers } from './round-members.tsx';

/** Of a whole run; the rounds themselves name everybody. */
const MAX_NAMED = 3;

/** Who took part in the last committed round, and whose updates were refused since the run began; folded away. */
export const ParticipationPanel = ({ log }: { readonly log: RunLog }) => {
  const { state, devices, refused } = log;
  const last = state.history.at(-1);
  if (last === undefined && refused.length === 0) return null;
  return (
    // Where no round has counted yet, refusals are what the reader looks for.
    <Accordion variant="contained" multiple defaultValue={last === undefined ? ['refused'] : []}>
      {last !== undefined && (
        <Accordion.Item value="last-round">
          <Accordion.Control>{roundTitle(last)}</Accordion.Control>
          <Accordion.Panel>
            <RoundMembers record={last} log={log} />
          </Accordion.Panel>
        </Accordion.Item>
      )}
      {refused.length > 0 && (
        <Accordion.Item value="refused">
          <Accordion.Control>{`${countOf(refused.length, 'update')} refused so far`}</Accordion.Control>
          <Accordion.Panel>
            <RefusalList sentences={refusalSentences(refused, devices, MAX_NAMED)} />
          </Accordion.Panel>
        </Accordion.Item>
      )}
    </Accordion>
  );
};
