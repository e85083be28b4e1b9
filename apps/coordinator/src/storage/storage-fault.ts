/** What the machine lacks now and may have later. */
const MACHINE_CODES = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'];

/** A database server that is away: Node's codes and those of the driver. */
const CONNECTION_CODES = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
];

/**
 * PostgreSQL's own: class 08 connection, 53 insufficient resources (a full disk), 57P operator intervention
 * (it shuts down), 58 system error (PostgreSQL manual, appendix A).
 */
const SQL_STATES = /^(08|53|57P|58)/;

/** Whether something failed because the disk or the database could not be used, which passes. */
export const isStorageFault = (error: unknown): boolean => {
  for (let fault: unknown = error; fault instanceof Error; fault = fault.cause) {
    const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
    if (MACHINE_CODES.includes(code) || CONNECTION_CODES.includes(code)) return true;
    if (/^[0-9A-Z]{5}$/.test(code) && SQL_STATES.test(code)) return true;
  }
  return false;
};
