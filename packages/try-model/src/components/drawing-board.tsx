import { Text } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { clearCanvas, drawStroke, type Point } from '../paint.ts';

interface DrawingBoardProps {
  /** Another number makes it empty. */
  readonly sheet: number;
  readonly describedBy: string;
  /** Called after each stroke. */
  readonly onDrawn: (board: HTMLCanvasElement) => void;
}

const SIDE = 280;
/** How far an arrow key takes the pen. */
const STEP = 14;
const moves: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** A dark board to draw on with a finger, a mouse, or the arrow keys: with Shift they draw. */
export const DrawingBoard = ({ sheet, describedBy, onDrawn }: DrawingBoardProps) => {
  const board = useRef<HTMLCanvasElement>(null);
  const pen = useRef<Point>({ x: SIDE / 2, y: SIDE / 2 });
  const isDown = useRef(false);
  // A new sheet is an empty one.
  useEffect(() => {
    if (board.current) clearCanvas(board.current);
    pen.current = { x: SIDE / 2, y: SIDE / 4 };
  }, [sheet]);

  const drawTo = (to: Point) => {
    if (board.current) drawStroke(board.current, pen.current, to);
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
    const to = { x: within(pen.current.x + move.x), y: within(pen.current.y + move.y) };
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
        width={SIDE}
        height={SIDE}
        role="application"
        aria-label="Drawing board"
        aria-describedby={describedBy}
        tabIndex={0}
        style={boardStyle}
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
  maxWidth: SIDE,
  aspectRatio: '1',
  display: 'block',
  borderRadius: 'var(--mantine-radius-md)',
  border: '1px solid var(--mantine-color-default-border)',
  // A finger draws here and does not scroll.
  touchAction: 'none',
  cursor: 'crosshair',
} as const;

const within = (at: number): number => Math.min(SIDE, Math.max(0, at));

const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): Point => {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: ((clientX - left) / width) * SIDE, y: ((clientY - top) / height) * SIDE };
};
