/** A certificate chain and its private key, as PEM texts. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

/** PEM texts, and a way to hear of new ones: the listener swaps them without a restart. */
export interface TlsMaterial extends CertificatePair {
  /** Calls back with each new pair; returns a function that stops watching. */
  readonly onChange?: (listener: (next: CertificatePair) => void) => () => void;
}
