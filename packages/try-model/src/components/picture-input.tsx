import { Button, FileButton, Group, Stack, Switch, Text } from '@mantine/core';
import { IconEraser, IconPhoto } from '@tabler/icons-react';
import type { ImagesSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { clearCanvas, cropPicture, pictureOf, shrinkDrawing } from '../paint.ts';
import { pictureExample } from '../picture-example.ts';
import { DrawingBoard } from './drawing-board.tsx';

interface PictureInputProps {
  readonly schema: ImagesSchema;
  readonly onChange: (example: UnlabelledExamples | null) => void;
}

/** A picture: drawn where pictures are grey, or one of the person's own, dropped or chosen. */
export const PictureInput = ({ schema, onChange }: PictureInputProps) => {
  const seen = useRef<HTMLCanvasElement>(null);
  const hint = useId();
  const [sheet, setSheet] = useState(0);
  const [photo, setPhoto] = useState<ImageBitmap | null>(null);
  const [isInverted, setInverted] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const show = () => seen.current && onChange(pictureExample(pictureOf(seen.current), schema));

  const clear = () => {
    setPhoto(null);
    setProblem(null);
    setSheet(sheet + 1);
    if (seen.current) clearCanvas(seen.current);
    onChange(null);
  };
  const onDrawn = (board: HTMLCanvasElement) => {
    setPhoto(null);
    if (seen.current && shrinkDrawing(board, seen.current)) show();
  };
  const onFile = async (file: File | null | undefined) => {
    if (!file) return;
    try {
      const picture = await createImageBitmap(file);
      clear();
      setPhoto(picture);
    } catch {
      setProblem(`“${file.name}” is no picture that this browser can read. Try a PNG or a JPEG.`);
    }
  };
  // A picture is shown once, and again when it is inverted.
  useEffect(() => {
    if (photo === null || seen.current === null) return;
    cropPicture(photo, seen.current, isInverted);
    show();
  }, [photo, isInverted]);
  return (
    <Stack
      gap="sm"
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        void onFile(event.dataTransfer.files[0]);
      }}
    >
      {schema.channels === 1 && <DrawingBoard sheet={sheet} describedBy={hint} onDrawn={onDrawn} />}
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
          onChange={({ currentTarget }) => setInverted(currentTarget.checked)}
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
          {schema.channels === 1 ? ', light on dark' : ''}
        </Text>
      </Group>
    </Stack>
  );
};

const seenStyle = {
  width: 84,
  background: '#000',
  flex: 'none',
  imageRendering: 'pixelated',
  borderRadius: 'var(--mantine-radius-sm)',
  border: '1px solid var(--mantine-color-default-border)',
} as const;
