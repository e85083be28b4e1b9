import { useCallback, useEffect, useRef } from 'react';
import { connectDesk, type Desk } from './connect-desk.ts';

/** A desk for as long as a component is there; its worker is started with the first call. */
export const useDesk = (): Desk['call'] => {
  const desk = useRef<Desk>(undefined);
  useEffect(
    () => () => {
      desk.current?.close();
      desk.current = undefined;
    },
    [],
  );
  return useCallback<Desk['call']>((method, request) => {
    desk.current ??= connectDesk(() => {
      desk.current = undefined;
    });
    return desk.current.call(method, request);
  }, []);
};
