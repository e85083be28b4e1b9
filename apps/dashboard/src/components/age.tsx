import { formatAge, formatTime } from '../view/format.ts';
import { useNow } from './use-now.ts';

const REFRESH_MS = 20_000;

/** How long ago something happened; the exact time shows on hover. */
export const Age = ({ at }: { readonly at: number }) => {
  const now = useNow(REFRESH_MS);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
      {formatAge(at, now)}
    </time>
  );
};
