import { aggregators, compressors, preaggregators, strategies } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { closedStrategies, privacyLimits, screeningLimits } from './algorithm-limits.ts';
import { findLimits } from './find-limits.ts';
import {
  partnerKinds,
  pipelineOf,
  withAggregator,
  withPreaggregator,
  withStrategy,
} from './partners.ts';

const scaffold = withStrategy(strategies.get('SCAFFOLD'));

describe('findLimits', () => {
  it('names the kind where one reason refuses all of it, and joins kinds that it refuses', () => {
    const limits = findLimits(scaffold, [partnerKinds.aggregators, partnerKinds.preaggregators]);
    expect(limits).toEqual([
      {
        labels: ['another aggregator', 'a preaggregator'],
        reason: expect.stringContaining('SCAFFOLD keeps its own aggregator'),
      },
    ]);
  });

  it('names those that are refused where others are not', () => {
    const limits = findLimits(withStrategy(strategies.get('FedPer')), [partnerKinds.aggregators]);
    expect(limits).toEqual([{ labels: ['FLTrust'], reason: expect.stringContaining('layers') }]);
  });

  it('finds nothing where all goes together', () => {
    const plain = withStrategy(strategies.get('FedAvg'));
    expect(findLimits(plain, Object.values(partnerKinds))).toEqual([]);
  });

  it('does not blame a partner for what an entry does by itself', () => {
    const down = pipelineOf(compressors.get('top-k'));
    expect(findLimits({ compression: { down } }, [partnerKinds.local])).toEqual([]);
  });

  it('tries nothing in the place of the entry itself', () => {
    const krum = withAggregator(aggregators.get('Krum'));
    expect(findLimits({ ...scaffold, ...krum }, [partnerKinds.aggregators])).toEqual([]);
  });

  it('leaves out what is refused beside a likeness too', () => {
    const byExamples = {
      strategy: { name: 'FedAvg', hyperparams: { weightedBy: 'num-examples' } },
    } as const;
    const kinds = [partnerKinds.central];
    expect(findLimits(byExamples, kinds)).toHaveLength(1);
    expect(findLimits(byExamples, kinds, withStrategy(strategies.get('FedAvg')))).toHaveLength(1);
    expect(findLimits(byExamples, kinds, byExamples)).toEqual([]);
  });
});

describe('what the entries are tried with', () => {
  it.each(Object.entries(partnerKinds))('%s: each is fine by itself', (_, kind) => {
    expect(findLimits({}, [kind])).toEqual([]);
  });

  it.each(closedStrategies)('%s takes no preaggregator either, as the page says', (name) => {
    const limits = findLimits(withStrategy(strategies.get(name)), [partnerKinds.preaggregators]);
    expect(limits.map(({ labels }) => labels)).toEqual([['a preaggregator']]);
  });

  it('tells apart what strategies let others choose', () => {
    expect(closedStrategies).toContain('FedAsync');
    expect(closedStrategies).not.toContain('FedAdam');
  });
});

describe('what settings do not go with', () => {
  it('lists the entries by name, and the page says why there', () => {
    const lines = privacyLimits('central').filter((line) =>
      line.endsWith(': their entries say why.'),
    );
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^the strategies Bulyan, .+ or SCAFFOLD:/);
    expect(lines[1]?.split(/, | or /)).toHaveLength(aggregators.names.length);
    for (const rule of preaggregators.entries) {
      const [limit] = findLimits(withPreaggregator(rule), [partnerKinds.central]);
      expect(limit?.reason).toContain(rule.name);
    }
  });

  it('gives the reason where there is no entry to look at', () => {
    expect(screeningLimits('maxNorm')[0]).toMatch(/^local privacy: The noise .+\.$/);
  });
});
