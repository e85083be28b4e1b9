import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void) => {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
};

/** Whether the browser believes that the device has a network; it may be wrong about what lies behind it. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
