/** Where pages get no camera at all. */
export const noCamera =
  'This page has no camera: browsers give one only to pages that are opened over https. Bring pictures under “Files”, or draw.';

const ADVICE: Readonly<Record<string, string>> = {
  NotAllowedError:
    'The camera was not allowed. You can allow it in the browser’s settings of this page, or bring pictures under “Files”.',
  NotFoundError: 'This device has no camera. Bring pictures under “Files”, or draw.',
  NotReadableError: 'Another program uses the camera. Close it, and turn the camera on again.',
};

/** What `getUserMedia` refuses with, as a sentence that says what to do. */
export const describeCameraError = (error: unknown): string =>
  (error instanceof Error ? ADVICE[error.name] : undefined) ??
  'The camera did not start. Try again, or bring pictures under “Files”.';
