import { type DataPlace, DatasetError, type DatasetErrorCode } from '@tributary/model-zoo';
import type { DeskMethod } from './desk.ts';

export interface DeskCall {
  readonly id: number;
  readonly method: DeskMethod;
  readonly request: unknown;
}

export type DeskAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: PlainError };

/** An error as it crosses from thread to thread, which would leave only its message. */
export interface PlainError {
  readonly message: string;
  readonly code?: DatasetErrorCode;
  readonly place?: DataPlace;
}

export const toPlainError = (error: unknown): PlainError => {
  if (!(error instanceof DatasetError)) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  const { message, code, place } = error;
  return { message, code, ...(place && { place }) };
};

export const fromPlainError = ({ message, code, place }: PlainError): Error =>
  code === undefined ? new Error(message) : new DatasetError(code, message, place && { place });
