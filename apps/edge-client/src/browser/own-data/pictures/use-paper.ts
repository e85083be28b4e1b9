import type { PictureSize } from '@tributary/local-data';
import {
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

interface Paper {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Of the canvas, in its own pixels. */
  readonly width: number;
  readonly height: number;
  readonly isEmpty: boolean;
  /** What the pointer does on the canvas. */
  readonly pen: {
    onPointerDown(event: PointerEvent<HTMLCanvasElement>): void;
    onPointerMove(event: PointerEvent<HTMLCanvasElement>): void;
  };
  readonly wipe: () => void;
}

/** The longer side of the paper. */
const PAPER_PIXELS = 560;
/** As thick as MNIST's strokes: two of its 28 pixels. */
const PEN_SHARE = 1 / 13;

/** Paper of a picture's proportions: light on dark where pictures are grey, as in MNIST; dark on light in colour. */
export const usePaper = (size: PictureSize): Paper => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number]>(undefined);
  const [isEmpty, setIsEmpty] = useState(true);
  const scale = PAPER_PIXELS / Math.max(size.width, size.height);
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  const [ground, ink] = size.channels === 1 ? ['#000', '#fff'] : ['#fff', '#000'];

  const wipe = useCallback(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
    setIsEmpty(true);
  }, [ground, width, height]);
  useEffect(wipe, [wipe]);

  const pen = useMemo(() => {
    const draw = ({
      currentTarget,
      clientX,
      clientY,
      buttons,
    }: PointerEvent<HTMLCanvasElement>) => {
      const context = currentTarget.getContext('2d');
      if (!context || buttons === 0) return;
      const box = currentTarget.getBoundingClientRect();
      const point = [
        ((clientX - box.left) * width) / box.width,
        ((clientY - box.top) * height) / box.height,
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
    return {
      onPointerMove: draw,
      onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = undefined;
        draw(event);
      },
    };
  }, [ink, width, height]);
  return { canvas, width, height, isEmpty, pen, wipe };
};
