import { Stack, Text } from '@mantine/core';
import { isHidden, type TextMapping } from '@tributary/local-data';
import type { TextsSchema } from '@tributary/model-zoo';
import { useMemo, useState } from 'react';
import { countOf } from '../../view/format.ts';
import type { SourceProps } from '../brought.ts';
import { listNames } from '../describe-schema.ts';
import type { PickedFile } from '../desk/desk.ts';
import { useDesk } from '../desk/use-desk.ts';
import { FilePicker } from '../file-picker.tsx';
import { Refusal } from '../refusal.tsx';
import { ColumnMappingForm } from '../tables/column-mapping.tsx';
import { TablePreview } from '../tables/table-preview.tsx';
import { TableReadingForm } from '../tables/table-reading.tsx';
import { type TableSteps, useCheckedTable } from '../tables/use-checked-table.ts';

/** Texts with their classes: in two columns of a table, or as files in a folder for each class. */
export const TextsSource = ({ schema, onBrought }: SourceProps<TextsSchema>) => {
  const call = useDesk();
  const steps = useMemo(
    (): TableSteps<TextMapping> => ({
      open: (picked, reading) => call('openTexts', { picked, schema, reading }),
      check: (mapping) => call('checkTexts', { schema, mapping }),
    }),
    [call, schema],
  );
  const [{ table, refusal, isBusy }, { open, remap }] = useCheckedTable(
    steps,
    ({ picked: { path }, checked }) => onBrought({ source: path, checked }),
  );
  const [folderRefusal, setFolderRefusal] = useState<string | null>(null);
  const [isReading, setIsReading] = useState(false);
  const readFolder = async (picked: readonly PickedFile[]) => {
    setFolderRefusal(null);
    setIsReading(true);
    try {
      const checked = await call('checkTextFolders', { picked, schema });
      onBrought({ source: countOf(checked.report.numExamples, 'text file'), checked });
    } catch (error) {
      setFolderRefusal(error instanceof Error ? error.message : String(error));
    }
    setIsReading(false);
  };
  const wanted = [
    { name: 'text', description: 'what is read' },
    { name: 'class', description: listNames(schema.classes) },
  ];
  return (
    <Stack gap="sm">
      <FilePicker
        what="a table, a text file or a folder"
        buttons={[
          { label: 'Choose a file', kind: 'file', accept: '.csv,.tsv,.tab,.txt' },
          { label: 'Choose a folder', kind: 'folder' },
        ]}
        isBusy={isBusy || isReading}
        onPick={(picked) => {
          const files = picked.filter((file) => !isHidden(file));
          const [only] = files;
          if (files.length === 1 && only && !only.path.includes('/')) open(only);
          else void readFolder(files);
        }}
      >
        <Text size="sm" c="dimmed" ta="center">
          Columns with a text and its class, lines of class, tab and text, or a folder of .txt files
          for each class.
        </Text>
      </FilePicker>
      <Refusal reason={refusal ?? folderRefusal} keeps={table?.picked.path} />
      {table && (
        <>
          <TableReadingForm view={table.view} onChange={(reading) => open(table.picked, reading)} />
          <ColumnMappingForm
            view={table.view}
            wanted={wanted}
            mapping={{ text: table.mapping.text, class: table.mapping.class }}
            onChange={(name, at) => remap({ ...table.mapping, [name]: at })}
          />
          <TablePreview view={table.view} />
        </>
      )}
    </Stack>
  );
};
