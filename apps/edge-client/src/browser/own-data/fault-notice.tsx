import { Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Warning } from '../components/warning.tsx';
import { countOf, formatCount } from '../view/format.ts';
import type { Brought } from './brought.ts';
import { FindingList } from './finding-list.tsx';

interface FaultNoticeProps {
  readonly brought: Brought;
  readonly onLeaveOut: () => void;
}

/** What is wrong with the file that was brought, by row and column, and the ways to go on. */
export const FaultNotice = ({ brought: { source, checked }, onLeaveOut }: FaultNoticeProps) => {
  const { errors, numFaulty, numExamples } = checked.report;
  const place = useRef<HTMLDivElement>(null);
  // A long list of columns may stand between the file that was chosen and what is wrong with it.
  useEffect(() => {
    if (errors.total > 0) place.current?.scrollIntoView({ block: 'nearest' });
  }, [errors]);
  const title =
    numFaulty === 0
      ? `${source} does not fit yet`
      : `${countOf(numFaulty, 'row')} of ${formatCount(numFaulty + numExamples)} ${numFaulty === 1 ? 'has' : 'have'} a fault`;
  return (
    <div ref={place}>
      <Warning title={title}>
        <FindingList findings={errors} />
        <Text size="sm" mt="xs">
          {numFaulty === 0
            ? 'Choose the columns, or another file.'
            : numExamples === 0
              ? 'No row is left. Check the columns above, or choose another file.'
              : 'Mend the file and choose it again, or go on without these rows.'}
        </Text>
        {numExamples > 0 && (
          <Button variant="light" mt="xs" onClick={onLeaveOut}>
            Leave {formatCount(numFaulty)} out and use {formatCount(numExamples)}
          </Button>
        )}
      </Warning>
    </div>
  );
};
