import { privacyModes } from '@tributary/fedavg';
import { privacyLimits } from './algorithm-limits.ts';
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
  that was opened, committed or not. The run ends before the budget would be exceeded.
- Noise is a discrete Gaussian (Canonne, Kamath and Steinke 2020) on the grid of the exact sum, from the operating
  system's cryptographic source: the rounding of floating-point noise gives nothing away.
- What central privacy hides is whether one client's update is in a round, or nothing in its place: its neighbouring
  data sets differ by one update that counts as zero. With Poisson's coins that is the same as adding or removing a
  client. With cohorts of a fixed size it says nothing of who takes the place: one client instead of another
  changes the sum by up to 2·C, and what is charged is C.
- What local privacy hides is which of any two updates a client sent. They are up to 2·C apart, and charged so.
- Cost: no bytes more. Noise takes about a microsecond for each weight, on the coordinator or, in local mode, on every
  device. The accountants take milliseconds to tenths of a second a round, and up to about a second in runs
  of a thousand rounds.

${Object.entries(privacyModes)
  .map(([mode, { description, settings }]) =>
    [`### ${mode}`, description, limitsOf(mode), parameterList(settings)]
      .filter(Boolean)
      .join('\n\n'),
  )
  .join('\n\n')}`;

const limitsOf = (mode: string): string =>
  mode === 'central' || mode === 'local'
    ? privacyLimits(mode)
        .map((limit) => `- Does not combine with ${limit}`)
        .join('\n')
    : '';
