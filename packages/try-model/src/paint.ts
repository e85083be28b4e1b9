import type { Picture } from './picture-example.ts';
import { placeDrawing } from './place-drawing.ts';

/** Strokes and pictures on canvases: all that needs a browser. */
const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw. Use another one.');
  return context;
};

export const clearCanvas = (canvas: HTMLCanvasElement): void => {
  const context = contextOf(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A digit's stroke is about a tenth of its height. */
const PEN = 0.075;

/** A light stroke from one point to the next, in the canvas's own pixels. */
export const drawStroke = (canvas: HTMLCanvasElement, from: Point, to: Point): void => {
  const context = contextOf(canvas);
  context.strokeStyle = '#fff';
  context.lineWidth = PEN * canvas.width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  // A point alone is a dot.
  context.lineTo(to.x + 0.01, to.y);
  context.stroke();
};

export const pictureOf = (canvas: HTMLCanvasElement): Picture =>
  contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);

/** Brings a drawing to where training digits are, in a canvas of the model's size; false if it is empty. */
export const shrinkDrawing = (drawing: HTMLCanvasElement, target: HTMLCanvasElement): boolean => {
  const placement = placeDrawing(pictureOf(drawing), target);
  clearCanvas(target);
  if (placement === null) return false;
  const context = contextOf(target);
  const { scale, left, top } = placement;
  context.imageSmoothingQuality = 'high';
  context.setTransform(scale, 0, 0, scale, left, top);
  context.drawImage(drawing, 0, 0);
  context.setTransform(1, 0, 0, 1, 0, 0);
  return true;
};

/** Fills a canvas of the model's size with the middle of a picture. */
export const cropPicture = (
  picture: ImageBitmap,
  target: HTMLCanvasElement,
  isInverted: boolean,
): void => {
  clearCanvas(target);
  const context = contextOf(target);
  const scale = Math.max(target.width / picture.width, target.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.imageSmoothingQuality = 'high';
  context.filter = isInverted ? 'invert(1)' : 'none';
  context.drawImage(
    picture,
    (target.width - width) / 2,
    (target.height - height) / 2,
    width,
    height,
  );
  context.filter = 'none';
};
