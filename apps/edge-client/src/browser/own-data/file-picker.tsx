import { Button, Group, Text } from '@mantine/core';
import { fromEvent } from 'file-selector';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { PickedFile } from './desk/desk.ts';
import classes from './file-picker.module.css';

interface FilePickerProps {
  /** What can be dropped here: "a table (CSV or TSV)". */
  readonly what: string;
  readonly buttons: readonly PickButton[];
  readonly isBusy: boolean;
  readonly onPick: (files: readonly PickedFile[]) => void;
  readonly children?: ReactNode;
}

interface PickButton {
  readonly label: string;
  /** Endings of names and types that the file dialogue shows first. */
  readonly accept?: string;
  readonly kind: 'file' | 'files' | 'folder';
}

/** A place to drop files and folders, with buttons that open the file dialogue. */
export const FilePicker = ({ what, buttons, isBusy, onPick, children }: FilePickerProps) => {
  const [isOver, setIsOver] = useState(false);
  const take = async (event: Event) => {
    const entries = await fromEvent(event);
    const files = entries.filter((entry) => entry instanceof File);
    if (files.length > 0) onPick(files.map((file) => ({ file, path: pathOf(file) })));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.nativeEvent);
  };
  return (
    <section
      aria-label={`Choose ${what}`}
      className={classes.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Group gap="xs" justify="center">
        {buttons.map((button) => (
          <PickFiles key={button.label} {...button} isBusy={isBusy} onChange={take} />
        ))}
      </Group>
      <Text size="sm" c="dimmed" ta="center" mt="xs">
        or drop {what} here
      </Text>
      {children}
    </section>
  );
};

interface PickFilesProps extends PickButton {
  readonly isBusy: boolean;
  readonly onChange: (event: Event) => Promise<void>;
}

const PickFiles = ({ label, accept, kind, isBusy, onChange }: PickFilesProps) => {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={kind !== 'file'}
        {...(kind === 'folder' && { webkitdirectory: '' })}
        onChange={async (event) => {
          const { currentTarget } = event;
          await onChange(event.nativeEvent);
          // The same file can be chosen again once it has been mended.
          currentTarget.value = '';
        }}
      />
      <Button variant="light" loading={isBusy} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
};

/** The folders from where it was picked on, without the dots and slashes that some browsers begin with. */
const pathOf = (file: File & { readonly path?: string }): string =>
  (file.webkitRelativePath || file.path || file.name).replace(/^(\.?\/)+/, '');
