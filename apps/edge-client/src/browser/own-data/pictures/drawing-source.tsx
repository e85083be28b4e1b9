import { Button, Group, Stack, Text } from '@mantine/core';
import { fitPicture, type PictureSize } from '@tributary/local-data';
import classes from './pictures.module.css';
import { usePaper } from './use-paper.ts';

interface DrawingSourceProps {
  readonly size: PictureSize;
  /** The class that the next drawing gets. */
  readonly className: string;
  readonly onDrawn: (pixels: Uint8Array) => void;
}

/** Paper to draw on, one picture after the other. */
export const DrawingSource = ({ size, className, onDrawn }: DrawingSourceProps) => {
  const { canvas, width, height, isEmpty, pen, wipe } = usePaper(size);
  const add = () => {
    const image = canvas.current?.getContext('2d')?.getImageData(0, 0, width, height);
    if (!image) return;
    onDrawn(fitPicture(image, size));
    wipe();
  };
  return (
    <Stack gap="xs">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        className={classes.paper}
        role="img"
        aria-label={`Paper to draw “${className}” on`}
        {...pen}
      />
      <Group gap="xs" justify="center">
        <Button variant="light" disabled={isEmpty} onClick={add}>
          Add as “{className}”
        </Button>
        <Button variant="default" disabled={isEmpty} onClick={wipe}>
          Wipe
        </Button>
      </Group>
      <Text size="sm" c="dimmed" ta="center">
        Draw with a finger, a pen or a mouse. Without one, bring pictures under “Files”: all of that
        works by keyboard.
      </Text>
    </Stack>
  );
};
