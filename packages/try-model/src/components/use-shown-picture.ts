import type { Pixels } from '@tributary/local-data';
import type { ImagesSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';
import { useRef, useState } from 'react';
import { centredDrawing, pixelsOn, readPhoto, showPixels } from '../paint.ts';
import { invertPixels, pictureExample, pixelsOfExample } from '../picture-example.ts';

export interface ShownPictureOptions {
  readonly schema: ImagesSchema;
  /** Whether the model learnt from pictures whose drawings all have one size and place, as published digits do. */
  readonly isCentred: boolean;
  readonly onChange: (example: UnlabelledExamples | null) => void;
}

/** The picture that a model is asked about, and what of it the model gets, painted on the canvas `seen`. */
export const useShownPicture = ({ schema, isCentred, onChange }: ShownPictureOptions) => {
  const seen = useRef<HTMLCanvasElement>(null);
  const [sheet, setSheet] = useState(0);
  const [photo, setPhoto] = useState<Pixels | null>(null);
  const [isInverted, setInverted] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const show = (pixels: Pixels | null) => {
    const example = pixels && pictureExample(pixels, schema);
    if (seen.current) showPixels(seen.current, example && pixelsOfExample(example, schema));
    onChange(example);
  };
  const showPhoto = (pixels: Pixels, inverted: boolean) => {
    setSheet(sheet + 1);
    setPhoto(pixels);
    setInverted(inverted);
    show(inverted ? invertPixels(pixels) : pixels);
  };
  const drop = () => {
    setPhoto(null);
    setProblem(null);
  };
  return {
    seen,
    /** A new number: a new sheet to draw on. */
    sheet,
    hasPhoto: photo !== null,
    isInverted,
    problem,
    clear: () => {
      drop();
      setSheet(sheet + 1);
      show(null);
    },
    takeDrawing: (board: HTMLCanvasElement) => {
      drop();
      show(drawingOn(board, schema, isCentred));
    },
    takeFile: async (file: File | null | undefined) => {
      if (!file) return;
      setProblem(null);
      try {
        showPhoto(await readPhoto(file), false);
      } catch {
        setProblem(`“${file.name}” is no picture that this browser can read. Try a PNG or a JPEG.`);
      }
    },
    invert: (inverted: boolean) => {
      if (photo !== null) showPhoto(photo, inverted);
    },
  };
};

const drawingOn = (board: HTMLCanvasElement, schema: ImagesSchema, isCentred: boolean) =>
  isCentred && schema.channels === 1 ? centredDrawing(board, schema) : pixelsOn(board);
