/** The version of the API that is going to be shut off. */
export const PREVIEW = 'v1beta1';
