import { Group, Progress, Text } from '@mantine/core';
import { Warning } from '../../components/warning.tsx';
import { countOf } from '../../view/format.ts';
import { FindingList } from '../finding-list.tsx';
import type { PictureFiles } from './use-picture-files.ts';

/** How far reading has come, and the files that are no pictures. */
export const ReadingNotice = ({ reading, refused }: Pick<PictureFiles, 'reading' | 'refused'>) => (
  <>
    {reading && (
      <Group gap="sm" wrap="nowrap" role="status">
        <Progress value={(100 * reading.done) / reading.total} flex={1} aria-label="Reading" />
        <Text size="sm">
          {reading.done} of {reading.total}
        </Text>
      </Group>
    )}
    {refused.total > 0 && (
      <Warning title={`${countOf(refused.total, 'file')} not read`}>
        <FindingList findings={refused} />
      </Warning>
    )}
  </>
);
