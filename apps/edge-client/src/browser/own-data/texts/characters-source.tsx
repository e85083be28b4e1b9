import { Stack } from '@mantine/core';
import type { NextCharacterSchema } from '@tributary/model-zoo';
import { useState } from 'react';
import type { SourceProps } from '../brought.ts';
import type { PickedFile } from '../desk/desk.ts';
import { useDesk } from '../desk/use-desk.ts';
import { FilePicker } from '../file-picker.tsx';
import { Refusal } from '../refusal.tsx';

/** One text of somebody's own. */
export const CharactersSource = ({ schema, onBrought }: SourceProps<NextCharacterSchema>) => {
  const call = useDesk();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const read = async (picked: PickedFile) => {
    setIsBusy(true);
    setRefusal(null);
    try {
      onBrought({
        source: picked.path,
        checked: await call('checkCharacters', { picked, schema }),
      });
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
    setIsBusy(false);
  };
  return (
    <Stack gap="sm">
      <FilePicker
        what="a text file"
        buttons={[{ label: 'Choose a text file', kind: 'file', accept: '.txt,.md,text/plain' }]}
        isBusy={isBusy}
        onPick={([picked]) => picked && void read(picked)}
      />
      <Refusal reason={refusal} />
    </Stack>
  );
};
