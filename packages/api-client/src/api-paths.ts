import type { paths } from './openapi.generated.ts';

/** JSON leaves out what is undefined, so in a request it is as good as absent. */
type WithUndefined<Value> = Value extends readonly (infer Item)[]
  ? WithUndefined<Item>[]
  : Value extends object
    ? {
        [Key in keyof Value]: Partial<Pick<Value, Key>> extends Pick<Value, Key>
          ? WithUndefined<Value[Key]> | undefined
          : WithUndefined<Value[Key]>;
      }
    : Value;

type Asked<Operation> = Operation extends { readonly requestBody: infer Body }
  ? Omit<Operation, 'requestBody'> & { readonly requestBody: WithUndefined<Body> }
  : Operation;

/** The operations of the OpenAPI document, by path and method. */
export type ApiPaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: Asked<paths[Path][Method]> };
};
