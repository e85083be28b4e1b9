import { create } from 'qrcode';

interface QrCodeProps {
  readonly text: string;
  /** What scanning it does. */
  readonly label: string;
  readonly sizePx?: number;
}

/** The empty border that readers need, in modules. */
const MARGIN = 3;

/** A QR code, dark on white in every colour scheme because many readers need that. */
export const QrCode = ({ text, label, sizePx = 168 }: QrCodeProps) => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * MARGIN;
  return (
    <svg
      role="img"
      aria-label={label}
      width={sizePx}
      height={sizePx}
      viewBox={`${-MARGIN} ${-MARGIN} ${side} ${side}`}
      shapeRendering="crispEdges"
      style={{ flexShrink: 0, borderRadius: 8 }}
    >
      <rect x={-MARGIN} y={-MARGIN} width={side} height={side} fill="#fff" />
      <path d={modulePath(modules)} fill="#000" />
    </svg>
  );
};

/** A unit square for every dark module. */
const modulePath = ({ size, data }: { readonly size: number; readonly data: Uint8Array }): string =>
  Array.from(data, (isDark, index) =>
    isDark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  ).join('');
