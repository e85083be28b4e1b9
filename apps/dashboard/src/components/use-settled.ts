import { useEffect, useState } from 'react';

/**
 * A value once it has stayed the same for a while.
 *
 * Mantine's `useDebouncedValue` passes over what changes before its first effect, and in a closed
 * accordion (React's `Activity`) that effect waits until it is opened.
 */
export const useSettled = <T>(value: T, waitMs: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), waitMs);
    return () => window.clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
};
