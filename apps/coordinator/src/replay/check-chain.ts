import type { PrivacySpent, RunConfig } from '@tributary/protocol';
import { type Fault, faultOf } from './fault.ts';
import type { Trace } from './trace-run.ts';

/** Where a round does not follow from those before it: by its model, or by the privacy that was spent. */
export const checkChain = ({ rounds, first }: Trace, { privacy }: RunConfig): Fault[] => {
  const faults: Fault[] = [];
  let model = first?.checkpoint;
  let charged = 0;
  const handedOut = new Set(first ? [first.broadcast] : []);
  for (const { record, fold } of rounds) {
    const { round } = record;
    if (fold.base !== model)
      faults.push(faultOf(round, 'it does not start from the model before it'));
    if (fold.updates.some(({ base }) => base !== undefined && !handedOut.has(base))) {
      faults.push(faultOf(round, 'an update starts from a model that the run never handed out'));
    }
    if (privacy.mode !== 'none') {
      const spent = record.spent === null ? -1 : chargedBy(record.spent);
      if (spent < charged) {
        faults.push(faultOf(round, 'less privacy is spent with it than without'));
      }
      charged = Math.max(charged, spent);
    }
    model = record.iterate;
    handedOut.add(record.broadcast);
  }
  return faults;
};

/** No bound is the most that can be spent. */
const chargedBy = ({ epsilon }: PrivacySpent): number => epsilon ?? Number.POSITIVE_INFINITY;
