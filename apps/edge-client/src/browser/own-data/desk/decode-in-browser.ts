import type { DecodePicture } from '@tributary/local-data';

/**
 * Unpacks whatever the browser can show, turned as its EXIF says.
 * @throws what the browser throws for damaged pictures and those that it does not know
 */
export const decodeInBrowser: DecodePicture = async (bytes, format) => {
  const bitmap = await createImageBitmap(
    new Blob([bytes as Uint8Array<ArrayBuffer>], { type: format }),
  );
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    if (context === null) throw new Error('This browser has no canvas to unpack pictures on.');
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
};
