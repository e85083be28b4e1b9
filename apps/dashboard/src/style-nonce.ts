/** The nonce of this page's content security policy; what writes style elements marks them with it. */
const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** As Mantine asks for it. */
export const getStyleNonce = (): string => styleNonce;

// Where libraries beneath Mantine look for it.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
