import { createRandom, deriveSeed, type Random, type Seed } from '@tributary/fedavg';
import { digitGlyphs, type Glyph, type Point } from './digit-glyphs.ts';
import { penPath } from './pen-path.ts';
import { drawPath } from './rasterize.ts';

export const IMAGE_SIDE = 28;
/** As in MNIST, writing fills a box of 20 pixels in the middle of the image. */
const BOX_SIDE = 20;

/** What one person's digits have in common. */
export interface Hand {
  /** The shapes of the digits 0 to 9 as this person learnt them. */
  readonly glyphs: readonly Glyph[];
  /** Horizontal shift per unit of height; positive leans to the right. */
  readonly slant: number;
  /** Width over height, relative to the glyphs. */
  readonly aspect: number;
  /** Half the width of the pen's line, in pixels. */
  readonly penRadius: number;
  /** How much each point wanders from digit to digit, in box units (standard deviation). */
  readonly unsteadiness: number;
}

/** Draws up one writer's hand: everything follows from the seed. */
export const createHand = (seed: Seed): Hand => {
  const random = createRandom(deriveSeed(seed, 'hand'));
  return {
    glyphs: digitGlyphs.map((variants) =>
      wobble(variants[random.integer(variants.length)] as Glyph, 0.03, random),
    ),
    slant: 0.08 + 0.18 * random.normal(),
    aspect: Math.exp(-0.1 + 0.12 * random.normal()),
    penRadius: 0.8 + 0.9 * random.uniform(),
    unsteadiness: 0.02 + 0.03 * random.uniform(),
  };
};

/**
 * Writes one digit into `image`, {@link IMAGE_SIDE}² bytes, row-major: 0 for paper, 255 for ink.
 * Every call differs by wobble, rotation, size, place, pressure and the grain of the paper.
 */
export const writeDigit = (hand: Hand, digit: number, random: Random, image: Uint8Array): void => {
  const glyph = wobble(hand.glyphs[digit] as Glyph, hand.unsteadiness, random);
  const toPixels = placeOnPaper(hand, random);
  const radius = hand.penRadius * Math.exp(0.12 * random.normal());
  const canvas = { side: IMAGE_SIDE, ink: new Float32Array(IMAGE_SIDE * IMAGE_SIDE) };
  for (const stroke of glyph) drawPath(canvas, penPath(stroke).map(toPixels), radius);
  const pressure = 0.75 + 0.25 * random.uniform();
  const grain = 0.2 * random.uniform();
  canvas.ink.forEach((ink, pixel) => {
    const grey = pressure * ink + grain * (random.uniform() - 0.5);
    image[pixel] = Math.round(255 * Math.max(0, Math.min(1, grey)));
  });
};

const wobble = (glyph: Glyph, size: number, random: Random): Glyph =>
  glyph.map((stroke) =>
    stroke.map(([x, y]): Point => [x + size * random.normal(), y + size * random.normal()]),
  );

/** The affine map of one digit from the writing box to pixels. */
const placeOnPaper = ({ slant, aspect }: Hand, random: Random): ((point: Point) => Point) => {
  const angle = 0.1 * random.normal();
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const height = BOX_SIDE * Math.exp(-0.05 + 0.08 * random.normal());
  const width = height * aspect * Math.exp(0.08 * random.normal());
  const lean = slant + 0.06 * random.normal();
  const middleX = IMAGE_SIDE / 2 + random.normal();
  const middleY = IMAGE_SIDE / 2 + random.normal();
  return ([boxX, boxY]) => {
    const y = height * (boxY - 0.5);
    const x = width * (boxX - 0.5) - lean * y;
    return [middleX + cosine * x - sine * y, middleY + sine * x + cosine * y];
  };
};
