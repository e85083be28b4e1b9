import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Checkpoint,
  checkpointReportSchema,
  checkpointSchema,
  decodeFrame,
  type RunId,
} from '@tributary/protocol';
import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { refreshCheckpoints } from './refresh-checkpoints.ts';
import { RequestError, request } from './request.ts';

/** How often it is asked which models were let go; nobody tells. */
const REFRESH_MS = 20_000;
/** How often at most it is asked for those that were added. */
const ADDED_MS = 3_000;

const pathOf = (runId: RunId): string => `/api/runs/${encodeURIComponent(runId)}/checkpoints`;

/** A run's checkpoints, newest first, those too whose model was let go. */
export const useCheckpoints = (runId: RunId) =>
  useQuery({
    queryKey: queryKeys.checkpoints(runId),
    queryFn: () => request(z.array(checkpointSchema), pathOf(runId)),
    refetchInterval: REFRESH_MS,
  });

/** Keeps the checkpoints that are in view up to date. @param written how many a run has; null before that is known */
export const useFreshCheckpoints = (runId: RunId, written: number | null): void => {
  const queryClient = useQueryClient();
  const refresh = useMemo(
    () => refreshCheckpoints(queryClient, { runId, everyMs: ADDED_MS }),
    [queryClient, runId],
  );
  useEffect(() => refresh.stop, [refresh]);
  useEffect(() => {
    if (written !== null) refresh.written(written);
  }, [refresh, written]);
};

export interface Pinning {
  readonly round: number;
  readonly pinned: boolean;
}

/** Has a checkpoint stay whatever the run's retention says, or lets it loose again. */
export const usePinCheckpoint = (runId: RunId) => {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.checkpoints(runId);
  return useMutation({
    mutationFn: ({ round, pinned }: Pinning) =>
      request(checkpointSchema, `${pathOf(runId)}/${round}/pin`, {
        method: pinned ? 'POST' : 'DELETE',
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData<Checkpoint[]>(queryKey, (known) =>
        known?.map((checkpoint) => (checkpoint.round === changed.round ? changed : checkpoint)),
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
};

/** Makes a round's checkpoint the one that applications use; null: none of them. */
export const usePromoteCheckpoint = (runId: RunId) => {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.checkpoints(runId);
  return useMutation({
    mutationFn: (round: number | null) =>
      request(z.array(checkpointSchema), currentPath(runId), { method: 'PUT', body: { round } }),
    onSuccess: (all) => queryClient.setQueryData<Checkpoint[]>(queryKey, all),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
};

/** Where an application finds the current checkpoint of a run. */
export const currentPath = (runId: RunId): string =>
  `/api/runs/${encodeURIComponent(runId)}/current`;

/** What a checkpoint takes for what, on the coordinator's test examples. */
export const useCheckpointReport = (
  runId: RunId,
  { round, digest }: Pick<Checkpoint, 'round' | 'digest'>,
) =>
  useQuery({
    queryKey: queryKeys.report(runId, digest),
    queryFn: () => request(checkpointReportSchema, `${pathOf(runId)}/${round}/report`),
    // The same model has the same report.
    staleTime: Infinity,
  });

/**
 * The weights of a checkpoint.
 * @throws {RequestError} when it cannot be had
 * @throws {Error} when it is damaged
 */
export const fetchWeights = async (digest: string) => {
  const response = await fetch(`/api/checkpoints/${digest}`).catch((cause) => {
    throw new RequestError('unreachable', 'The coordinator cannot be reached.', { cause });
  });
  if (!response.ok) throw new RequestError('not-found', 'This checkpoint is not kept any more.');
  const frame = decodeFrame(new Uint8Array(await response.arrayBuffer()), 'weights');
  if (!frame.ok) throw new Error(`The checkpoint came damaged: ${frame.message}`);
  return frame.weights;
};
