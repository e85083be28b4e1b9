import type { AnyClientNews, ClientNews, ClientNewsType } from './client-news.ts';

/** Who listens to a client, and for what. */
export interface Listeners {
  add<Type extends ClientNewsType>(
    type: Type,
    listener: (about: ClientNews[Type]) => void,
    signal?: AbortSignal,
  ): () => void;
  tell(news: AnyClientNews): void;
}

/** As an error that nobody caught: the page's or the process's own. */
const throwLater = (error: unknown): void =>
  queueMicrotask(() => {
    throw error;
  });

/**
 * An empty list of listeners.
 * @param report takes what a listener throws, which stops neither the others nor the client
 */
export const createListeners = (report: (error: unknown) => void = throwLater): Listeners => {
  const lists = new Map<ClientNewsType, Set<(about: never) => void>>();
  return {
    add: (type, listener, signal) => {
      if (signal?.aborted) return () => {};
      // Wrapped, so that a function that was given twice is called, and taken away, once for each.
      const entry: typeof listener = (about) => listener(about);
      const list = lists.get(type) ?? new Set();
      lists.set(type, list.add(entry));
      const remove = () => void list.delete(entry);
      signal?.addEventListener('abort', remove, { once: true });
      return remove;
    },
    tell: ({ type, about }) => {
      for (const listener of [...(lists.get(type) ?? [])]) {
        try {
          listener(about as never);
        } catch (error) {
          report(error);
        }
      }
    },
  };
};
