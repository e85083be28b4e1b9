const NEEDED = { major: 20, minor: 19 };

/**
 * @param {string} version Node's version, e.g. "20.19.0"
 * @returns {string | null} a sentence when it is too old, null when it will do
 */
export const describeOldNode = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
  return isEnough
    ? null
    : `Tributary needs Node ${NEEDED.major}.${NEEDED.minor} or newer, and this is ${version}. Install it from https://nodejs.org and try again.`;
};
