import { Button, FileButton, Group, Stack, Switch, Text } from '@mantine/core';
import { IconEraser, IconPhoto } from '@tabler/icons-react';
import { type DragEvent, useId } from 'react';
import { DrawingBoard } from './drawing-board.tsx';
import { type ShownPictureOptions, useShownPicture } from './use-shown-picture.ts';

/** A picture: drawn, or one of the person's own, dropped or chosen. */
export const PictureInput = (props: ShownPictureOptions) => {
  const { schema } = props;
  const hint = useId();
  const picture = useShownPicture(props);
  return (
    <Stack
      gap="sm"
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        void picture.takeFile(event.dataTransfer.files[0]);
      }}
    >
      <DrawingBoard
        {...{ size: schema, sheet: picture.sheet, describedBy: hint }}
        onDrawn={picture.takeDrawing}
      />
      <Group gap="xs">
        <FileButton accept="image/*" onChange={(file) => void picture.takeFile(file)}>
          {(props) => (
            <Button variant="default" leftSection={<IconPhoto size={16} aria-hidden />} {...props}>
              Choose a picture
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconEraser size={16} aria-hidden />}
          onClick={picture.clear}
        >
          Clear
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        Or drop one here. It stays on this device.
      </Text>
      {picture.problem !== null && (
        <Text size="sm" c="red" role="alert">
          {picture.problem}
        </Text>
      )}
      {picture.hasPhoto && (
        <Switch
          label="Swap dark and light"
          checked={picture.isInverted}
          onChange={({ currentTarget }) => picture.invert(currentTarget.checked)}
        />
      )}
      <Group gap="sm" wrap="nowrap">
        <canvas
          ref={picture.seen}
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
