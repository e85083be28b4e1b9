import type { ReceivedModel } from '@tributary/client';
import { useState } from 'react';

/** The model that came here last, and whom to show the next one. */
export const useLatestModel = (): readonly [ReceivedModel | null, (model: ReceivedModel) => void] =>
  useState<ReceivedModel | null>(null);
