import { type JoinInfo, joinInfoSchema } from '@tributary/protocol';

/** @throws when it is no invitation as the protocol has it. */
export const readJoinInfo = async (response: Response): Promise<JoinInfo> =>
  joinInfoSchema.parse(await response.json());
