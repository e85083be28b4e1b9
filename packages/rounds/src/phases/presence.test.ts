import type { RunEvent } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { buffered, bufferedConfig, openRun } from '../testing/drive-buffer.ts';
import { driveRun, joined, left, started } from '../testing/drive-run.ts';
import { device, fakeDigest, testConfig, updateOf } from '../testing/random-run.ts';

const config = testConfig();
const many = Array.from({ length: 5_000 }, (_, index) => `client-${index}`);
const exchange = (comes: string, goes: string): RunEvent => ({
  type: 'presenceChanged',
  joined: { [comes]: device },
  left: { [goes]: 'closed' },
});
const update = (clientId: string, digest: number): RunEvent =>
  updateOf({ clientId, round: 1, attempt: 1, digest: fakeDigest(digest) });

describe('clients that come together', () => {
  it('are all in the draw of the round that opens with them', () => {
    const run = driveRun(config).send(started, joined('aaaa'), joined(...many));
    expect(Object.keys(run.members() ?? {})).toHaveLength(5_001);
    expect(run.plans()).toHaveLength(5_001);
    const half = testConfig({ cohort: { ...config.cohort, fractionTrain: 0.5 } });
    const drawn = driveRun(half).send(started, joined(...many));
    expect(drawn.plans()).toHaveLength(2_500);
  });

  it('get the free places of an asynchronous run by one draw', () => {
    const half = buffered({ cohort: { ...bufferedConfig.cohort, fractionTrain: 0.5 } });
    const run = driveRun(half).send(started, joined(...many));
    expect(run.plans()).toHaveLength(2_500);
  });

  it('keep the time at which they first came when they tell of another device', () => {
    const run = driveRun(config).send(joined('aaaa'));
    run.now += 5;
    run.send(joined('aaaa', 'bbbb'));
    expect(run.state.clients).toMatchObject({
      aaaa: { joinedAt: 1_000 },
      bbbb: { joinedAt: 1_005 },
    });
  });
});

describe('members that come and go with one another', () => {
  it('neither end a round that one of them comes back to, nor reopen it', () => {
    const run = driveRun(config).send(joined('aaaa', 'bbbb', 'cccc'), started);
    run.send(update('aaaa', 1), left('cccc'), exchange('cccc', 'bbbb'));
    expect(run.members()).toEqual({ aaaa: 'reported', bbbb: 'departed', cccc: 'training' });
    expect(run.plans()).toEqual(['cccc 1']);
    run.send(update('cccc', 3));
    expect(run.state.phase.name).toBe('aggregating');
  });

  it('who leave an asynchronous run give their places to those who come', () => {
    const run = openRun();
    run.send(exchange('eeee', 'dddd'));
    expect(run.plans()).toEqual(['eeee 1']);
    expect(run.members()).toMatchObject({ dddd: 'departed', eeee: 'training' });
    expect(run.send(exchange('dddd', 'eeee')).plans()).toEqual(['dddd 1']);
  });

  it('make no news where nobody was there', () => {
    const run = driveRun(config).send(joined('aaaa'), started);
    const { state } = run;
    expect(run.send(left('bbbb', 'cccc')).state).toBe(state);
    expect(run.effects).toEqual([]);
  });
});
