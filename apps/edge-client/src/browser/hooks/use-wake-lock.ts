import { useEffect } from 'react';

/** Keeps the screen on while `active`: a phone that sleeps stops training. Browsers may refuse. */
export const useWakeLock = (active: boolean): void => {
  useEffect(() => {
    const wakeLock: WakeLock | undefined = navigator.wakeLock;
    if (!active || wakeLock === undefined) return;
    let held: Promise<WakeLockSentinel | null> = Promise.resolve(null);
    // The browser takes the lock away whenever the page is hidden.
    const acquire = () => {
      if (document.visibilityState === 'visible')
        held = wakeLock.request('screen').catch(() => null);
    };
    acquire();
    document.addEventListener('visibilitychange', acquire);
    return () => {
      document.removeEventListener('visibilitychange', acquire);
      void held.then((sentinel) => sentinel?.release());
    };
  }, [active]);
};
