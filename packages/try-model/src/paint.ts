import type { PictureSize, Pixels } from '@tributary/local-data';
import { placeDrawing } from './place-drawing.ts';

/** Strokes and pictures on canvases: all that needs a browser. */
const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw. Use another one.');
  return context;
};

const canvasOf = (width: number, height: number): HTMLCanvasElement =>
  Object.assign(document.createElement('canvas'), { width, height });

/** Light on dark where pictures are grey, as in MNIST; dark on light in colour. */
const colorsOf = (channels: PictureSize['channels']) =>
  channels === 1 ? { ground: '#000', ink: '#fff' } : { ground: '#fff', ink: '#000' };

export const clearBoard = (board: HTMLCanvasElement, channels: PictureSize['channels']): void => {
  const context = contextOf(board);
  context.fillStyle = colorsOf(channels).ground;
  context.fillRect(0, 0, board.width, board.height);
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** As thick as MNIST's strokes: two of its 28 pixels. */
const PEN_SHARE = 1 / 13;

/** Where a stroke goes, in the board's own pixels. */
export interface Stroke {
  readonly from: Point;
  readonly to: Point;
}

export const drawStroke = (
  board: HTMLCanvasElement,
  { from, to }: Stroke,
  channels: PictureSize['channels'],
): void => {
  const context = contextOf(board);
  context.strokeStyle = colorsOf(channels).ink;
  context.lineWidth = PEN_SHARE * Math.max(board.width, board.height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  // A point alone is a dot.
  context.lineTo(to.x + 0.01, to.y);
  context.stroke();
};

export const pixelsOn = (canvas: HTMLCanvasElement): Pixels =>
  contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);

/** Finer than the picture that is made of it. */
const FINE = 10;

/** A drawing, brought to where training digits are; null where nothing is drawn. */
export const centredDrawing = (board: HTMLCanvasElement, size: PictureSize): Pixels | null => {
  const target = canvasOf(FINE * size.width, FINE * size.height);
  clearBoard(target, size.channels);
  const placement = placeDrawing(pixelsOn(board), target);
  if (placement === null) return null;
  const context = contextOf(target);
  const { scale, left, top } = placement;
  context.imageSmoothingQuality = 'high';
  context.setTransform(scale, 0, 0, scale, left, top);
  context.drawImage(board, 0, 0);
  return pixelsOn(target);
};

/** Larger pictures are read smaller: no model sees so much. */
const MAX_SIDE = 2048;

/** @throws when the file is no picture that this browser can read */
export const readPhoto = async (file: Blob): Promise<Pixels> => {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = canvasOf(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return pixelsOn(canvas);
};

/** Shows an example's pixels; null: nothing. */
export const showPixels = (
  canvas: HTMLCanvasElement,
  rgba: Uint8ClampedArray<ArrayBuffer> | null,
): void => {
  const context = contextOf(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (rgba) context.putImageData(new ImageData(rgba, canvas.width, canvas.height), 0, 0);
};
