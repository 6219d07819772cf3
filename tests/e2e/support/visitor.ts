// What a visitor can do, found as a visitor (or a screen reader) finds it: by role and name. Nothing
// here looks at the inside of Sluis.
import { expect, type Locator, type Page } from '@playwright/test';

const names = {
  banner: /^(cookies op deze website|cookies on this website)$/i,
  settings: /^(kies welke cookies (u|je) goed vindt|choose which cookies you allow)$/i,
  reject: /^(alles )?weigeren$|^reject( all)?$/i,
  accept: /^(alles )?accepteren$|^accept( all)?$/i,
  choose: /^(zelf instellen|choose settings)$/i,
  save: /^(keuze opslaan|keep my choice)$/i,
  close: /^(sluiten( zonder toestemming)?|close( without consent)?)$/i,
  reopen: /^(cookie-instellingen|cookie settings)$/i,
};

export class Visitor {
  constructor(readonly page: Page) {}

  get banner(): Locator {
    return this.page.getByRole('dialog', { name: names.banner });
  }

  get settings(): Locator {
    return this.page.getByRole('dialog', { name: names.settings });
  }

  /** Whichever of the two layers is open. */
  get layer(): Locator {
    return this.banner.or(this.settings);
  }

  get rejectButton(): Locator {
    return this.layer.getByRole('button', { name: names.reject });
  }

  get acceptButton(): Locator {
    return this.layer.getByRole('button', { name: names.accept });
  }

  get chooseButton(): Locator {
    return this.banner.getByRole('button', { name: names.choose });
  }

  get saveButton(): Locator {
    return this.settings.getByRole('button', { name: names.save });
  }

  get closeButton(): Locator {
    return this.settings.getByRole('button', { name: names.close });
  }

  /** The lasting way back to the settings, outside of both layers. */
  get reopenControl(): Locator {
    return this.page
      .getByRole('button', { name: names.reopen })
      .or(this.page.getByRole('link', { name: names.reopen }))
      .first();
  }

  switchOf(name: string | RegExp): Locator {
    return this.settings.getByRole('switch', { name, exact: typeof name === 'string' });
  }

  /** Until Sluis has read the config and the record: from then on a banner is there or will not come. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => window.sluis?.state()?.ready === true);
  }

  /**
   * Long enough for anything that wants to leave: the page has loaded and has nothing to do, and for so
   * many milliseconds no request began or ended. On a slow machine that takes longer, and at most a while.
   */
  async linger(milliseconds = 400): Promise<void> {
    const { page } = this;
    const quiet = Math.max(350, milliseconds);
    let last = Date.now();
    const moved = (): void => void (last = Date.now());
    const events = ['request', 'requestfinished', 'requestfailed', 'framenavigated'] as const;
    for (const event of events) page.on(event as 'request', moved);
    try {
      const limit = Date.now() + 5_000;
      await page.waitForLoadState('load', { timeout: 5_000 }).catch(() => undefined);
      do {
        // A page whose clock a test holds is never idle.
        await Promise.race([page.evaluate(idle).catch(() => undefined), page.waitForTimeout(2_500)]);
        await page.waitForTimeout(Math.max(50, last + quiet - Date.now()));
      } while (Date.now() - last < quiet && Date.now() < limit);
    } finally {
      for (const event of events) page.off(event as 'request', moved);
    }
  }

  /** Until nothing moves or changes colour any more. */
  async still(): Promise<void> {
    await this.page.evaluate(async () => {
      // A transition begins with the frame after its cause.
      for (let turn = 0; turn < 2; turn++) await new Promise((done) => requestAnimationFrame(done));
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    });
  }

  async reject(): Promise<void> {
    await this.rejectButton.click();
    await expect(this.layer).toHaveCount(0);
  }

  async accept(): Promise<void> {
    await this.acceptButton.click();
    await expect(this.layer).toHaveCount(0);
  }

  /** Through the lasting control, to the open settings. */
  async reopen(): Promise<void> {
    await this.reopenControl.click();
    await expect(this.settings).toBeVisible();
  }
}

/** Until the page's thread has nothing to do, twice: what the first turn began has begun. */
const idle = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn++) {
    await new Promise<void>((done) => requestIdleCallback(() => done(), { timeout: 2_000 }));
  }
};

declare global {
  interface Window {
    sluis?: {
      open(): void;
      accept(ids?: string[]): void;
      reject(): void;
      withdraw(): void;
      state(): State | undefined;
      on(event: string, listener: (detail: unknown) => void): () => void;
    };
    /** Names of the third-party scripts that ran, in order (see third-parties.ts). */
    ran?: string[];
    dataLayer?: ArrayLike<unknown>[];
  }
}

export interface State {
  ready: boolean;
  valid: boolean;
  asked: boolean;
  decided: boolean;
  categories: Record<string, 'granted' | 'denied'>;
  services: Record<string, 'granted' | 'denied'>;
  record: string | null;
  language: string;
}
