import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { queryKeys } from './query-keys.ts';
import { refreshCheckpoints } from './refresh-checkpoints.ts';

it('has checkpoints fetched as they are written, and once for many that come together', async () => {
  const queryClient = new QueryClient();
  let written = 1;
  const fetched: number[] = [];
  const queryFn = async () => {
    fetched.push(written);
    return written;
  };
  const queryKey = queryKeys.checkpoints('run-1');
  const unsubscribe = new QueryObserver(queryClient, { queryKey, queryFn }).subscribe(() => {});
  const refresh = refreshCheckpoints(queryClient, { runId: 'run-1', everyMs: 20 });
  const write = (count: number) => {
    for (; written < count; refresh.written(written)) written++;
  };
  refresh.written(written);
  await expect.poll(() => fetched).toEqual([1]);
  write(2);
  await expect.poll(() => fetched).toEqual([1, 2]);
  write(50);
  await expect.poll(() => fetched).toEqual([1, 2, 50]);
  write(51);
  refresh.stop();
  write(52);
  await expect.poll(() => fetched).toEqual([1, 2, 50, 52]);
  refresh.stop();
  unsubscribe();
  queryClient.clear();
});
