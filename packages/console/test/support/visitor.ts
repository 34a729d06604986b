import { type Watched, watchPage } from '@rollcall/test-browser';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

export interface VisitorOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly userAgent?: string;
  /** For another server than Rollcall's, with a certificate that no browser knows. */
  readonly ignoreHTTPSErrors?: boolean;
}

/** Far beyond what anything here takes, on a machine that does much else. */
const PATIENCE_MS = 20_000;
const INTERNAL = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** Somebody at a browser of their own, with a page open that is watched, and a device that makes passkeys. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watched: Watched;
  readonly #devices: CDPSession;
  #device: string | undefined;

  private constructor(page: Page, devices: CDPSession) {
    this.context = page.context();
    this.page = page;
    this.watched = watchPage(page);
    this.#devices = devices;
  }

  static async at(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
    const { colorScheme = 'light', width = 1440, height = 900, userAgent, ignoreHTTPSErrors = false } = options;
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height },
      reducedMotion: 'reduce',
      ignoreHTTPSErrors,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      ...(userAgent !== undefined && { userAgent }),
    });
    const page = await context.newPage();
    context.setDefaultTimeout(PATIENCE_MS);
    const devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    const visitor = new Visitor(page, devices);
    await visitor.takeAnotherDevice();
    return visitor;
  }

  /** One without passkeys. Those of the one before are out of reach. */
  async takeAnotherDevice(): Promise<void> {
    const before = this.#device;
    if (before !== undefined)
      await this.#devices.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: before });
    const added = await this.#devices.send('WebAuthn.addVirtualAuthenticator', { options: INTERNAL });
    this.#device = added.authenticatorId;
  }

  /** Opens an invitation, makes a passkey, and is signed in. @param link as it was printed */
  async accept(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole('button', { name: 'Make a passkey' }).click();
    await this.#arrived();
  }

  /** Signs in at the page that asks for it. */
  async signIn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await this.#arrived();
  }

  async #arrived(): Promise<void> {
    await this.page.getByRole('button', { name: /^Your menu/ }).waitFor();
  }

  /** Another page of the same browser. The device stays with the first. */
  async anotherPage(): Promise<{ readonly page: Page; readonly watched: Watched }> {
    const page = await this.context.newPage();
    return { page, watched: watchPage(page) };
  }

  async close(): Promise<void> {
    await this.#devices.detach();
    await this.context.close();
  }
}
