/** A point of the writing box: x to the right and y downwards, both in [0, 1]. */
export type Point = readonly [x: number, y: number];

/** The points that one movement of the pen passes through; the pen runs smoothly between them. */
export type Stroke = readonly Point[];

/** One way to write a digit. A corner is where one stroke ends and the next begins. */
export type Glyph = readonly Stroke[];

/** "50,4 24,20 …" in hundredths of the box, so that a glyph stays readable as a line. */
const stroke = (path: string): Stroke =>
  path.split(' ').map((pair): Point => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x / 100, y / 100];
  });

const glyph = (...paths: readonly string[]): Glyph => paths.map(stroke);

/** How people write each digit: for the digits 0 to 9, the shapes that a writer may have learnt. */
export const digitGlyphs: readonly (readonly Glyph[])[] = [
  [
    glyph('50,4 24,20 18,50 26,82 50,96 75,80 82,50 74,18 48,4'),
    glyph('60,5 34,14 22,44 24,80 46,95 70,84 78,52 70,16 52,3 38,10'),
  ],
  [
    glyph('50,4 50,96'),
    glyph('32,26 52,5', '52,5 52,96'),
    glyph('34,24 52,5', '52,5 52,95', '30,95 72,95'),
  ],
  [
    glyph('20,26 34,8 60,6 78,24 68,50 42,76 20,95', '20,95 82,93'),
    glyph('20,24 38,6 66,8 76,28 60,56 36,84 22,90 22,76 40,76 60,92 84,90'),
  ],
  [
    glyph('22,16 42,4 68,10 72,30 56,45 42,48', '42,48 66,50 80,70 66,92 40,96 20,84'),
    glyph('22,6 74,6', '74,6 44,40', '44,40 70,48 78,70 62,92 36,95 20,84'),
  ],
  [
    glyph('26,6 20,34 22,54 46,58 78,52', '72,10 70,50 66,96'),
    glyph('60,4 16,62', '16,62 86,62', '62,4 62,96'),
  ],
  [
    glyph('76,6 30,8', '30,8 26,44', '26,44 52,38 76,54 74,80 50,95 22,86'),
    glyph('78,8 50,8 30,18 28,40 52,47 74,60 70,86 46,96 22,86'),
  ],
  [
    glyph('68,5 42,20 26,50 26,78 48,96 72,84 74,62 54,50 32,62 27,76'),
    glyph('40,4 30,40 28,74 44,95 68,88 72,66 54,56 34,64 28,76'),
  ],
  [
    glyph('18,10 82,8', '82,8 58,46 42,96'),
    glyph('18,10 82,8', '82,8 58,46 42,96', '36,52 74,50'),
    glyph('18,26 20,8', '20,8 80,8', '80,8 62,40 54,96'),
  ],
  [
    glyph('70,18 48,4 28,18 36,38 60,54 76,74 50,96 24,78 36,56 60,38 70,18'),
    glyph('50,46 28,28 48,4 70,24 50,46', '50,46 22,72 50,96 78,72 50,46'),
  ],
  [
    glyph('74,26 54,6 30,16 26,38 48,50 70,36 75,22', '75,22 72,60 62,96'),
    glyph('72,24 50,5 28,20 30,44 52,50 72,30', '72,30 76,64 64,90 42,96 28,88'),
  ],
];
