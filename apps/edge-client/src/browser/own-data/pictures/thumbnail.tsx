import type { PictureSize } from '@tributary/local-data';
import { useCallback } from 'react';
import classes from './pictures.module.css';

interface ThumbnailProps {
  readonly pixels: Uint8Array;
  readonly size: PictureSize;
}

/** A picture as it is trained on, pixel by pixel. */
export const Thumbnail = ({ pixels, size }: ThumbnailProps) => {
  const { width, height, channels } = size;
  const paint = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      const context = canvas?.getContext('2d');
      if (!context) return;
      const image = context.createImageData(width, height);
      for (let pixel = 0; pixel < width * height; pixel++) {
        for (let channel = 0; channel < 3; channel++) {
          image.data[4 * pixel + channel] =
            pixels[pixel * channels + (channels === 3 ? channel : 0)] ?? 0;
        }
        image.data[4 * pixel + 3] = 255;
      }
      context.putImageData(image, 0, 0);
    },
    [pixels, width, height, channels],
  );
  return (
    <canvas ref={paint} width={width} height={height} className={classes.thumbnail} aria-hidden />
  );
};
