import { describe, expect, it } from 'vitest';
import { clientState } from '../view/testing/client-state.ts';
import { noLimits } from './device-limits.ts';
import {
  forgetSession,
  pastOf,
  type RememberedSession,
  recallSession,
  rememberSession,
  tabStorage,
} from './remembered-session.ts';

const mapStorage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
};
const model = { round: 3, checkpoint: `sha256:${'a'.repeat(64)}` };
const session: RememberedSession = {
  token: 'one',
  data: { kind: 'demo' },
  limits: { ...noLimits, capBytes: 5_000_000 },
  joinedAt: 1,
  past: pastOf(
    clientState({
      bytesUp: 12,
      contributions: [
        {
          ...{ runId: 'run-mnist', round: 3, outcome: 'accepted', numExamples: 4 },
          ...{ payloadBytes: 12, countedIn: model },
          metrics: { steps: 1, trainMs: 2, backend: 'wasm', accuracyBefore: 0.5 },
        },
      ],
    }),
  ),
};

describe('a remembered session', () => {
  it('comes back whole after a reload', async () => {
    const storage = mapStorage();
    rememberSession(storage, session);
    expect(await recallSession(storage, 'one')).toEqual(session);
  });

  it('is none of another invitation, of none, or of what cannot be read', async () => {
    const storage = mapStorage();
    expect(await recallSession(storage, 'one')).toBeNull();
    rememberSession(storage, session);
    expect(await recallSession(storage, 'two')).toBeNull();
    storage.setItem('tributary-session', '{"token":"one"}');
    expect(await recallSession(storage, 'one')).toBeNull();
  });

  it('is forgotten', async () => {
    const storage = mapStorage();
    rememberSession(storage, session);
    forgetSession(storage);
    expect(await recallSession(storage, 'one')).toBeNull();
  });

  it('does without where nothing can be kept', async () => {
    const full = {
      ...mapStorage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => rememberSession(full, session)).not.toThrow();
  });

  it('does without storage that may not even be looked at', async () => {
    const storage = tabStorage(() => {
      throw new Error('SecurityError');
    });
    rememberSession(storage, session);
    expect(await recallSession(storage, 'one')).toBeNull();
    forgetSession(storage);
    const kept = mapStorage();
    rememberSession(
      tabStorage(() => kept),
      session,
    );
    expect(await recallSession(kept, 'one')).toEqual(session);
  });
});
