import type { paths } from './openapi.generated.ts';

/** What a request may hold: JSON leaves out what is undefined, and nobody changes what is only sent. */
type Sendable<Value> = Value extends readonly (infer Item)[]
  ? readonly Sendable<Item>[]
  : Value extends object
    ? {
        [Key in keyof Value]: Partial<Pick<Value, Key>> extends Pick<Value, Key>
          ? Sendable<Value[Key]> | undefined
          : Sendable<Value[Key]>;
      }
    : Value;

type Asked<Operation> = Operation extends { readonly requestBody: infer Body }
  ? Omit<Operation, 'requestBody'> & { readonly requestBody: Sendable<Body> }
  : Operation;

/** The operations of the OpenAPI document, by path and method. */
export type ApiPaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: Asked<paths[Path][Method]> };
};
