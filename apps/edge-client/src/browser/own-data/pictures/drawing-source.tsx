import { Button, Group, Stack, Text } from '@mantine/core';
import { fitPicture, type PictureSize } from '@tributary/local-data';
import { type PointerEvent, useCallback, useRef, useState } from 'react';
import classes from './pictures.module.css';

interface DrawingSourceProps {
  readonly size: PictureSize;
  /** The class that the next drawing gets. */
  readonly className: string;
  readonly onDrawn: (pixels: Uint8Array) => void;
}

/** The longer side of the paper, in its own pixels. */
const PAPER = 560;
/** As thick as MNIST's strokes: two of its 28 pixels. */
const PEN_SHARE = 1 / 13;

/** Paper to draw on: light on dark where pictures are grey, as in MNIST; dark on light in colour. */
export const DrawingSource = ({ size, className, onDrawn }: DrawingSourceProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number]>(undefined);
  const [isEmpty, setIsEmpty] = useState(true);
  const scale = PAPER / Math.max(size.width, size.height);
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  const [paper, ink] = size.channels === 1 ? ['#000', '#fff'] : ['#fff', '#000'];

  const wipe = useCallback(
    (target: HTMLCanvasElement | null) => {
      const context = target?.getContext('2d', { willReadFrequently: true });
      if (!target || !context) return;
      context.fillStyle = paper;
      context.fillRect(0, 0, target.width, target.height);
    },
    [paper],
  );
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = event.currentTarget.getContext('2d');
    if (!context || event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const point = [
      ((event.clientX - box.left) * width) / box.width,
      ((event.clientY - box.top) * height) / box.height,
    ] as const;
    Object.assign(context, { strokeStyle: ink, lineCap: 'round', lineJoin: 'round' });
    context.lineWidth = Math.max(width, height) * PEN_SHARE;
    context.beginPath();
    context.moveTo(...(last.current ?? point));
    context.lineTo(...point);
    context.stroke();
    last.current = point;
    setIsEmpty(false);
  };
  const clear = () => {
    wipe(canvas.current);
    setIsEmpty(true);
  };
  const add = () => {
    const image = canvas.current?.getContext('2d')?.getImageData(0, 0, width, height);
    if (!image) return;
    onDrawn(fitPicture(image, size));
    clear();
  };
  return (
    <Stack gap="xs">
      <canvas
        ref={(element) => {
          const isNew = element !== null && canvas.current !== element;
          canvas.current = element;
          if (isNew) wipe(element);
        }}
        width={width}
        height={height}
        className={classes.paper}
        role="img"
        aria-label={`Paper to draw “${className}” on`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = undefined;
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = undefined;
        }}
      />
      <Group gap="xs" justify="center">
        <Button variant="light" disabled={isEmpty} onClick={add}>
          Add as “{className}”
        </Button>
        <Button variant="default" disabled={isEmpty} onClick={clear}>
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
