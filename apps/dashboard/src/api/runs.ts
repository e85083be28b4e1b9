import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type RunAction,
  type RunConfigInput,
  type RunDetail,
  type RunId,
  runDetailSchema,
  runSummarySchema,
} from '@tributary/protocol';
import { z } from 'zod';
import { queryKeys } from './query-keys.ts';
import { request } from './request.ts';

/** Every run, newest first. */
export const useRuns = () =>
  useQuery({
    queryKey: queryKeys.runs,
    queryFn: () => request(z.array(runSummarySchema), '/api/runs'),
  });

export const useRun = (runId: RunId) =>
  useQuery({
    queryKey: queryKeys.run(runId),
    queryFn: () => request(runDetailSchema, `/api/runs/${encodeURIComponent(runId)}`),
  });

export const useCreateRun = () => {
  const keep = useKeepRun();
  return useMutation({
    mutationFn: (config: RunConfigInput) =>
      request(runDetailSchema, '/api/runs', { method: 'POST', body: config }),
    onSuccess: keep,
  });
};

export interface RunCommand {
  readonly runId: RunId;
  readonly action: RunAction;
}

/** Starts, pauses, resumes or stops a run. */
export const useRunAction = () => {
  const keep = useKeepRun();
  return useMutation({
    mutationFn: ({ runId, action }: RunCommand) =>
      request(runDetailSchema, `/api/runs/${encodeURIComponent(runId)}/${action}`, {
        method: 'POST',
      }),
    onSuccess: keep,
  });
};

const useKeepRun = () => {
  const queryClient = useQueryClient();
  return (detail: RunDetail) => {
    queryClient.setQueryData(queryKeys.run(detail.summary.runId), detail);
    return queryClient.invalidateQueries({ queryKey: queryKeys.runs, exact: true });
  };
};
