import createClient, { type MaybeOptionalInit } from 'openapi-fetch';
import type {
  HttpMethod,
  MediaType,
  PathsWithMethod,
  RequiredKeysOf,
  SuccessResponse,
} from 'openapi-typescript-helpers';
import { errorOfAnswer, errorOfSilence } from './api-error.ts';
import type { ApiPaths } from './api-paths.ts';

export interface ApiClientOptions {
  /** The coordinator's address, e.g. `http://localhost:8080`. */
  readonly url: string;
  /** The admin, viewer or join token; a page of the coordinator's own has a cookie instead. */
  readonly token?: string | undefined;
  /** Instead of the platform's own. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Aborting it ends every call that is under way. */
  readonly signal?: AbortSignal | undefined;
}

/** What a good answer of an operation holds: its JSON, unless it is asked for in another form. */
type Answer<Operation, Init> = Init extends { readonly parseAs: 'arrayBuffer' }
  ? ArrayBuffer
  : Init extends { readonly parseAs: 'text' }
    ? string
    : Operation extends { readonly responses: infer Responses extends Record<number, unknown> }
      ? SuccessResponse<Responses, MediaType>
      : never;

/** What an operation needs has to be given; where it needs nothing, nothing has to. */
type Given<Init> = RequiredKeysOf<Init> extends never ? [init?: Init] : [init: Init];

type Call<Method extends HttpMethod & keyof ApiPaths[keyof ApiPaths]> = <
  Path extends PathsWithMethod<ApiPaths, Method>,
  Init extends MaybeOptionalInit<ApiPaths[Path], Method>,
>(
  path: Path,
  ...init: Given<Init>
) => Promise<Answer<ApiPaths[Path][Method], Init>>;

/** A call as it is made, where its types are of no more use. */
type AnyCall = (path: never, init?: never) => Promise<unknown>;
type AnyMethod = (
  path: never,
  init?: never,
) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

/**
 * The coordinator's HTTP interface with the types of its OpenAPI document: paths as they stand there, parameters in
 * `params`, the body in `body`. Resolves with what the answer holds.
 * @throws {ApiError} with the code of the rejection and its sentence.
 */
export interface ApiClient {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly delete: Call<'delete'>;
}

export const createApiClient = ({ url, token, fetch, signal }: ApiClientOptions): ApiClient => {
  const client = createClient<ApiPaths>({
    baseUrl: url,
    ...(fetch && { fetch }),
    ...(signal && { signal }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
  const asked =
    (method: AnyMethod): AnyCall =>
    async (path, init) => {
      const { data, error, response } = await method(path, init).catch((cause: unknown) => {
        throw signal?.aborted ? signal.reason : errorOfSilence(url, cause);
      });
      if (!response.ok) throw errorOfAnswer(response.status, error);
      return data;
    };
  return {
    get: asked(client.GET) as Call<'get'>,
    post: asked(client.POST) as Call<'post'>,
    put: asked(client.PUT) as Call<'put'>,
    delete: asked(client.DELETE) as Call<'delete'>,
  };
};
