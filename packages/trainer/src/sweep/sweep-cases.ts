import { activationCases } from './cases/activation-cases.ts';
import { arithmeticCases } from './cases/arithmetic-cases.ts';
import { convolutionCases } from './cases/convolution-cases.ts';
import { indexingCases } from './cases/indexing-cases.ts';
import { layerCases } from './cases/layer-cases.ts';
import { poolingCases } from './cases/pooling-cases.ts';
import { productCases } from './cases/product-cases.ts';
import { reductionCases } from './cases/reduction-cases.ts';
import { shapingCases } from './cases/shaping-cases.ts';
import type { SweepCase } from './sweep-case.ts';

/** Every operation that a layer of the zoo uses, in the shapes where kernels tend to be wrong. */
export const sweepCases: readonly SweepCase[] = [
  ...arithmeticCases,
  ...activationCases,
  ...reductionCases,
  ...shapingCases,
  ...indexingCases,
  ...productCases,
  ...convolutionCases,
  ...poolingCases,
  ...layerCases,
];
