import { Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { HeatGrid, HeatRow } from '../view/heat-grid.ts';
import { STANDS_OUT } from '../view/stand-out.ts';

const ROW_PX = 16;
const NAME_PX = 120;
const COLUMN_PX = 40;
/** Narrower cells have no room for a mark; their shade says it, and the table. */
const MARKED_PX = 5;

interface HeatCanvasProps {
  readonly grid: HeatGrid;
  readonly nameOf: (row: HeatRow) => string;
  readonly roundPath: (column: number) => string;
}

/** Thousands of cells, so a canvas; the numbers are in the table beside it. */
export const HeatCanvas = ({ grid, nameOf, roundPath }: HeatCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const scheme = useComputedColorScheme('light');
  const navigate = useNavigate();
  const [hovered, setHovered] = useState<string | null>(null);
  const height = grid.rows.length * ROW_PX;
  const cells = Math.max(0, width - NAME_PX);
  const cellPx = Math.min(COLUMN_PX, cells / Math.max(1, grid.columns.length));
  useEffect(() => {
    if (canvas.current !== null && width > 0) {
      paint(canvas.current, { grid, nameOf, cellPx, width, isDark: scheme === 'dark' });
    }
  }, [grid, nameOf, cellPx, width, scheme]);
  const cellAt = ({ nativeEvent }: PointerEvent) => {
    const column = Math.floor((nativeEvent.offsetX - NAME_PX) / cellPx);
    const row = grid.rows[Math.floor(nativeEvent.offsetY / ROW_PX)];
    return row !== undefined && column >= 0 && column < grid.columns.length
      ? { row, column }
      : null;
  };
  const describe = (event: PointerEvent) => {
    const cell = cellAt(event);
    if (cell === null) return setHovered(null);
    const distance = cell.row.cells[cell.column] ?? null;
    const words = distance === null ? 'no update' : `${distance.toFixed(1)} robust deviations`;
    setHovered(`${nameOf(cell.row)}, round ${grid.columns[cell.column]}: ${words}`);
  };
  return (
    <div ref={ref}>
      <canvas
        ref={canvas}
        role="img"
        aria-label="How unlike the others each client's updates were, by round. The same numbers are in the table."
        style={{ display: 'block', width: '100%', height }}
        onPointerMove={describe}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={(event) => {
          const cell = cellAt(event);
          if (cell !== null) navigate(roundPath(cell.column));
        }}
      />
      <Text size="xs" c="dimmed" mt={4} mih="1.5em">
        {hovered ?? `Rounds ${grid.columns[0]} to ${grid.columns.at(-1)}`}
      </Text>
    </div>
  );
};

interface Paint {
  readonly grid: HeatGrid;
  readonly nameOf: (row: HeatRow) => string;
  readonly cellPx: number;
  readonly width: number;
  readonly isDark: boolean;
}

const paint = (canvas: HTMLCanvasElement, { grid, nameOf, cellPx, width, isDark }: Paint) => {
  const scale = window.devicePixelRatio;
  canvas.width = width * scale;
  canvas.height = grid.rows.length * ROW_PX * scale;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(scale, scale);
  context.textBaseline = 'middle';
  context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  const ink = isDark ? '#c9c9c9' : '#495057';
  grid.rows.forEach((row, index) => {
    const top = index * ROW_PX;
    context.fillStyle = ink;
    context.fillText(shorten(context, nameOf(row)), 0, top + ROW_PX / 2);
    row.cells.forEach((distance, column) => {
      const left = NAME_PX + column * cellPx;
      context.fillStyle = distance === null ? 'transparent' : shade(distance, isDark);
      context.fillRect(left, top + 1, Math.max(1, cellPx - 1), ROW_PX - 2);
      if (distance === null || distance < STANDS_OUT || cellPx < MARKED_PX) return;
      context.fillStyle = isDark ? '#1a1b1e' : '#ffffff';
      context.fillRect(left + Math.max(1, cellPx - 1) / 2 - 1.5, top + ROW_PX / 2 - 1.5, 3, 3);
    });
  });
};

const shorten = (context: CanvasRenderingContext2D, name: string): string => {
  let short = name;
  while (short.length > 1 && context.measureText(short).width > NAME_PX - 10) {
    short = `${short.slice(0, -2)}…`;
  }
  return short;
};

/** Lightness carries it, so that it is seen without colours as well. */
const shade = (distance: number, isDark: boolean): string => {
  const share = Math.min(1, distance / (2 * STANDS_OUT));
  const lightness = isDark ? 22 + 50 * share : 93 - 58 * share;
  return distance >= STANDS_OUT
    ? `hsl(20 85% ${isDark ? lightness : Math.min(lightness, 48)}%)`
    : `hsl(198 45% ${lightness}%)`;
};
