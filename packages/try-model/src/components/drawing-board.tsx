import { Text } from '@mantine/core';
import type { PictureSize } from '@tributary/local-data';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { clearBoard, drawStroke, type Point } from '../paint.ts';

interface DrawingBoardProps {
  readonly size: PictureSize;
  /** Another number makes it empty. */
  readonly sheet: number;
  readonly describedBy: string;
  /** Called after each stroke. */
  readonly onDrawn: (board: HTMLCanvasElement) => void;
}

/** The longer side. */
const SIDE = 280;
/** How far an arrow key takes the pen. */
const STEP = 14;
const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** A board to draw on with a finger, a mouse, or the arrow keys: with Shift they draw. */
export const DrawingBoard = ({ size, sheet, describedBy, onDrawn }: DrawingBoardProps) => {
  const board = useRef<HTMLCanvasElement>(null);
  const scale = SIDE / Math.max(size.width, size.height);
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  const pen = useRef<Point>({ x: width / 2, y: height / 4 });
  const isDown = useRef(false);
  const { channels } = size;
  // A new sheet is an empty one.
  useEffect(() => {
    if (board.current) clearBoard(board.current, channels);
    pen.current = { x: width / 2, y: height / 4 };
  }, [sheet, channels, width, height]);

  const drawTo = (to: Point) => {
    if (board.current) drawStroke(board.current, { from: pen.current, to }, channels);
    pen.current = to;
  };
  const finish = () => {
    if (isDown.current && board.current) onDrawn(board.current);
    isDown.current = false;
  };
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    isDown.current = true;
    pen.current = pointOf(event);
    drawTo(pen.current);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLCanvasElement>) => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const to = {
      x: Math.min(width, Math.max(0, pen.current.x + move.x)),
      y: Math.min(height, Math.max(0, pen.current.y + move.y)),
    };
    if (!event.shiftKey) {
      pen.current = to;
      return;
    }
    drawTo(to);
    onDrawn(event.currentTarget);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: its arrow keys draw. */}
      <canvas
        ref={board}
        width={width}
        height={height}
        role="application"
        aria-label="Drawing board"
        aria-describedby={describedBy}
        tabIndex={0}
        style={{ ...boardStyle, maxWidth: width }}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => isDown.current && drawTo(pointOf(event))}
        onPointerUp={finish}
        onPointerCancel={finish}
        onKeyDown={onKeyDown}
      />
      <Text size="xs" c="dimmed" id={describedBy}>
        Draw with a finger or the mouse. With the keyboard: the arrow keys move the pen from the top
        middle, and draw while Shift is held.
      </Text>
    </>
  );
};

const boardStyle = {
  width: '100%',
  display: 'block',
  borderRadius: 'var(--mantine-radius-md)',
  border: '1px solid var(--mantine-color-default-border)',
  // A finger draws here and does not scroll.
  touchAction: 'none',
  cursor: 'crosshair',
} as const;

/** In the board's own pixels. */
const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): Point => {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return {
    x: ((clientX - left) / width) * currentTarget.width,
    y: ((clientY - top) / height) * currentTarget.height,
  };
};
