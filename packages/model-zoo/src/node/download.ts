import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import type { FileForm } from './locate-file.ts';

export interface DownloadProgress {
  readonly fileName: string;
  readonly receivedBytes: number;
  /** Unknown when the server does not say. */
  readonly totalBytes: number | undefined;
}

export type OnProgress = (progress: DownloadProgress) => void;

/** Short, so that a machine without a network learns quickly that it has none. */
const CONNECT_TIMEOUT_MS = 5_000;
/** How long a running download may stand still. */
const STALL_TIMEOUT_MS = 30_000;

/**
 * Downloads a file from the first of its mirrors that has it, checks its SHA-256 and puts it at
 * `path` in one step, so that nobody ever sees half a file there.
 * @throws {DatasetError} `unavailable`, with each mirror's reason.
 */
export const download = async (
  file: FileForm,
  path: string,
  onProgress?: OnProgress,
): Promise<void> => {
  const reasons: string[] = [];
  for (const url of file.mirrors) {
    const partial = `${path}.${randomUUID()}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await fetchToFile(url, partial, { file, onProgress });
      await rename(partial, path);
      return;
    } catch (error) {
      await rm(partial, { force: true });
      reasons.push(`${new URL(url).host}: ${reasonOf(error)}`);
    }
  }
  throw new DatasetError(
    'unavailable',
    `${file.name} could not be downloaded (${reasons.join('; ') || 'it has no mirror'}).`,
  );
};

interface Fetch {
  readonly file: FileForm;
  readonly onProgress: OnProgress | undefined;
}

const fetchToFile = async (url: string, path: string, { file, onProgress }: Fetch) => {
  const patience = createPatience(CONNECT_TIMEOUT_MS);
  try {
    // "identity", lest a server's own Content-Encoding unpack the file on its way.
    const headers = { 'accept-encoding': 'identity' };
    const response = await fetch(url, { headers, signal: patience.signal });
    if (!response.ok || response.body === null) throw new Error(`it answers ${response.status}`);
    const length = response.headers.get('content-length');
    const totalBytes = length === null ? undefined : Number(length);
    const hash = createHash('sha256');
    let receivedBytes = 0;
    const target = await open(path, 'wx');
    try {
      for await (const chunk of response.body) {
        patience.renew(STALL_TIMEOUT_MS);
        hash.update(chunk);
        await target.appendFile(chunk);
        receivedBytes += chunk.byteLength;
        onProgress?.({ fileName: file.name, receivedBytes, totalBytes });
      }
    } finally {
      await target.close();
    }
    if (hash.digest('hex') !== file.sha256) throw new Error('what it sends has another SHA-256');
  } finally {
    patience.end();
  }
};

/** A signal that aborts unless it is renewed in time. */
const createPatience = (timeoutMs: number) => {
  const controller = new AbortController();
  const start = (afterMs: number) =>
    setTimeout(() => controller.abort(new Error(`no answer within ${afterMs / 1000} s`)), afterMs);
  let timer = start(timeoutMs);
  const end = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    renew: (afterMs: number) => {
      end();
      timer = start(afterMs);
    },
    end,
  };
};

/** fetch says only "fetch failed"; what failed is in its cause. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
};
