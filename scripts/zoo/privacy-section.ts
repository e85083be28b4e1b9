import { privacyModes } from '@tributary/fedavg';
import { parameterList } from './parameter-list.ts';

/** What the algorithms' page says of privacy. */
export const privacySection = (): string => `## Differential privacy

\`privacy: { mode, … }\` bounds what anybody can learn of one client from the models that a run hands out. What
is protected is a client's whole share in the run.

- Source: McMahan et al. 2018, Learning Differentially Private Recurrent Language Models; clipping that
  adapts: Andrew et al. 2021, Differentially Private Learning with Adaptive Clipping
- Formula: \`Δ = (Σ δₖ·min(1, C / ‖δₖ‖) + N(0, (C·z)²)) / (q·N)\`
- The denominator is fixed: q is the fraction of clients, N the population that is expected. Every client counts
  the same. Cohorts are drawn by a secret coin for each client (Poisson sampling); with cohorts of a fixed size
  the run is charged as if every client took part in every round (q = 1).
- Two accountants: Rényi differential privacy at the integer orders 2 to 256 (Mironov, Talwar and Zhang 2019) and
  privacy loss distributions on a pessimistic grid (Doroshenko et al. 2022). Both are upper bounds; both are
  shown, and the smaller is charged in the event that brings the model. Local privacy is charged for every round
  that was opened, committed or not. The run ends before the budget would
  be exceeded.
- Noise is a discrete Gaussian (Canonne, Kamath and Steinke 2020) on the grid of the exact sum, from the operating
  system's cryptographic source: the rounding of floating-point noise gives nothing away.
- Does not combine with aggregators that look at single updates, preaggregation, screening by comparison,
  strategies that keep their own aggregator, or weights by number of examples (central mode).

${Object.entries(privacyModes)
  .map(([mode, { description, settings }]) =>
    [`### ${mode}`, description, parameterList(settings)].filter(Boolean).join('\n\n'),
  )
  .join('\n\n')}`;
