import { Button, FileButton, Group, Stack, Switch, Text } from '@mantine/core';
import { IconEraser, IconPhoto } from '@tabler/icons-react';
import type { Pixels } from '@tributary/local-data';
import type { ImagesSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';
import { type DragEvent, useId, useRef, useState } from 'react';
import { centredDrawing, pixelsOn, readPhoto, showPixels } from '../paint.ts';
import { invertPixels, pictureExample, pixelsOfExample } from '../picture-example.ts';
import { DrawingBoard } from './drawing-board.tsx';

interface PictureInputProps {
  readonly schema: ImagesSchema;
  /** Whether the model learnt from pictures whose drawings all have one size and place, as published digits do. */
  readonly isCentred: boolean;
  readonly onChange: (example: UnlabelledExamples | null) => void;
}

/** A picture: drawn, or one of the person's own, dropped or chosen. */
export const PictureInput = ({ schema, isCentred, onChange }: PictureInputProps) => {
  const seen = useRef<HTMLCanvasElement>(null);
  const hint = useId();
  const [sheet, setSheet] = useState(0);
  const [photo, setPhoto] = useState<Pixels | null>(null);
  const [isInverted, setInverted] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const show = (pixels: Pixels | null) => {
    const example = pixels && pictureExample(pixels, schema);
    if (seen.current) showPixels(seen.current, example && pixelsOfExample(example, schema));
    onChange(example);
  };
  const showPhoto = (pixels: Pixels, inverted: boolean) => {
    setSheet(sheet + 1);
    setPhoto(pixels);
    setInverted(inverted);
    show(inverted ? invertPixels(pixels) : pixels);
  };
  const clear = () => {
    setPhoto(null);
    setProblem(null);
    setSheet(sheet + 1);
    show(null);
  };
  const onDrawn = (board: HTMLCanvasElement) => {
    setPhoto(null);
    setProblem(null);
    show(isCentred && schema.channels === 1 ? centredDrawing(board, schema) : pixelsOn(board));
  };
  const onFile = async (file: File | null | undefined) => {
    if (!file) return;
    setProblem(null);
    try {
      showPhoto(await readPhoto(file), false);
    } catch {
      setProblem(`“${file.name}” is no picture that this browser can read. Try a PNG or a JPEG.`);
    }
  };
  return (
    <Stack
      gap="sm"
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        void onFile(event.dataTransfer.files[0]);
      }}
    >
      <DrawingBoard size={schema} sheet={sheet} describedBy={hint} onDrawn={onDrawn} />
      <Group gap="xs">
        <FileButton accept="image/*" onChange={(file) => void onFile(file)}>
          {(props) => (
            <Button variant="default" leftSection={<IconPhoto size={16} aria-hidden />} {...props}>
              Choose a picture
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconEraser size={16} aria-hidden />}
          onClick={clear}
        >
          Clear
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        Or drop one here. It stays on this device.
      </Text>
      {problem !== null && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
      {photo !== null && (
        <Switch
          label="Swap dark and light"
          checked={isInverted}
          onChange={({ currentTarget }) => showPhoto(photo, currentTarget.checked)}
        />
      )}
      <Group gap="sm" wrap="nowrap">
        <canvas
          ref={seen}
          width={schema.width}
          height={schema.height}
          role="img"
          aria-label="What the model gets"
          style={seenStyle}
        />
        <Text size="xs" c="dimmed">
          What the model gets: {schema.width} × {schema.height} pixels
        </Text>
      </Group>
    </Stack>
  );
};

const seenStyle = {
  width: 84,
  flex: 'none',
  imageRendering: 'pixelated',
  borderRadius: 'var(--mantine-radius-sm)',
  border: '1px solid var(--mantine-color-default-border)',
} as const;
