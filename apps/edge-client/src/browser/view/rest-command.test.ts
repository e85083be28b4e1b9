import { describe, expect, it } from 'vitest';
import { noLimits } from '../session/device-limits.ts';
import { restCommand, restReason } from './rest-command.ts';

const ideal = { isCharging: true, isMetered: false };
const unknown = { isCharging: null, isMetered: null };
const mobile = { isCharging: false, isMetered: true };
const careful = { ...noLimits, onlyOnCharger: true, onlyUnmetered: true };

describe('restReason', () => {
  it('is none without limits, whatever the device', () => {
    expect(restReason(noLimits, mobile)).toBeNull();
  });

  it('is the battery or the connection where the person said so', () => {
    expect(restReason(careful, ideal)).toBeNull();
    expect(restReason(careful, mobile)).toBe('on-battery');
    expect(restReason(careful, { ...mobile, isCharging: true })).toBe('metered');
  });

  it('does not hold what is not known against the device', () => {
    expect(restReason(careful, unknown)).toBeNull();
  });

  it('is the person’s own word before all else', () => {
    expect(restReason({ ...careful, isPaused: true }, mobile)).toBe('asked');
  });
});

describe('restCommand', () => {
  const working = { connection: 'connected', pause: null } as const;
  const resting = { connection: 'paused', pause: 'asked' } as const;

  it('is said once', () => {
    expect(restCommand(working, 'asked')).toEqual({ pause: 'asked' });
    expect(restCommand(resting, 'asked')).toBeNull();
    expect(restCommand(resting, 'metered')).toEqual({ pause: 'metered' });
    expect(restCommand(resting, null)).toBe('resume');
    expect(restCommand(working, null)).toBeNull();
  });

  it('leaves the cap to the client', () => {
    expect(restCommand({ ...resting, pause: 'byte-limit' }, null)).toBeNull();
  });

  it('has nothing to say to one that has gone', () => {
    expect(restCommand({ ...working, connection: 'left' }, 'asked')).toBeNull();
  });
});
