import { useEffect } from 'react';

/** A page that lacks a part for want of a network is whole again when it is loaded with one. */
export const useReloadWhenOnline = (isBroken: boolean): void => {
  useEffect(() => {
    if (!isBroken) return;
    const reload = () => location.reload();
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, [isBroken]);
};
