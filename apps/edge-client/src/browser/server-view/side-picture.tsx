import { Text, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './side-picture.module.css';
import type { UpdatePicture } from './update-picture.ts';

const COLUMNS = 48;

interface SidePictureProps {
  readonly title: string;
  readonly side: UpdatePicture['raw'];
  /** Of the tallest bar in either picture. */
  readonly highest: number;
}

/** An update as two pictures: how large its values are, and what stands where. */
export const SidePicture = ({ title, side, highest }: SidePictureProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { cells, histogram } = side;
  const rows = Math.ceil(cells.length / COLUMNS);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(COLUMNS, rows);
    for (const [index, cell] of cells.entries()) {
      image.data.set(colorOf(cell, scheme === 'dark'), 4 * index);
    }
    context.putImageData(image, 0, 0);
  }, [cells, rows, scheme]);
  return (
    <figure className={classes.figure ?? ''}>
      <Text component="figcaption" size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <svg
        role="img"
        aria-label={`${title}: how many values are how large, from negative on the left to positive on the right`}
        viewBox={`0 0 ${histogram.length} 20`}
        preserveAspectRatio="none"
        className={classes.histogram ?? ''}
      >
        {histogram.map((count, bin) => {
          // The root, or everything but the tallest bar would be flat.
          const height = 20 * Math.sqrt(count / Math.max(1, highest));
          return (
            <rect
              key={bin}
              x={bin + 0.1}
              y={20 - height}
              width={0.8}
              height={height}
              fill="currentColor"
            />
          );
        })}
      </svg>
      <canvas
        ref={canvas}
        width={COLUMNS}
        height={rows}
        role="img"
        aria-label={`${title}: some of the values in their order, blue above zero and orange below`}
        className={classes.strip ?? ''}
      />
    </figure>
  );
};

type Rgba = readonly [number, number, number, number];
const BLUE = [14, 120, 150] as const;
const ORANGE = [214, 110, 30] as const;

/** From the ground's colour at zero to full colour; the root makes small values visible. */
const colorOf = (cell: number, isDark: boolean): Rgba => {
  const share = Math.sqrt(Math.abs(cell));
  const ground = isDark ? 40 : 250;
  const full = cell > 0 ? BLUE : ORANGE;
  const [red, green, blue] = full.map((channel) => ground + share * (channel - ground));
  return [red ?? 0, green ?? 0, blue ?? 0, 255];
};
