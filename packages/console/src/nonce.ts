/** What allows this page's own style elements: the server's policy names it, once per page. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
