/**
 * The buttons of banners that many sites have, by the names that each tool gives them. Where a tool is missing, or a
 * site has renamed them, `--accept` and `--reject` name the buttons.
 */

export interface Banner {
  tool: string;
  accept: string[];
  reject: string[];
}

export const BANNERS: Banner[] = [
  { tool: 'Sluis', accept: ['[data-sluis=root] [data-do=accept]'], reject: ['[data-sluis=root] [data-do=reject]'] },
  { tool: 'vanilla-cookieconsent 3', accept: ['#cc-main .cm [data-role=all]'], reject: ['#cc-main .cm [data-role=necessary]'] },
  { tool: 'vanilla-cookieconsent 2', accept: ['#cm #c-p-bn'], reject: ['#cm #c-s-bn'] },
  { tool: 'klaro', accept: ['.klaro .cookie-notice .cm-btn-success', '.klaro .cm-btn-accept-all'], reject: ['.klaro .cn-decline', '.klaro .cm-btn-decline'] },
  { tool: 'orejime', accept: ['.orejime-Banner-saveButton', '.orejime-Notice-saveButton'], reject: ['.orejime-Banner-declineButton', '.orejime-Notice-declineButton'] },
  { tool: 'tarteaucitron', accept: ['#tarteaucitronPersonalize2'], reject: ['#tarteaucitronAllDenied2'] },
  { tool: 'Osano cookieconsent', accept: ['.cc-window .cc-allow'], reject: ['.cc-window .cc-deny'] },
  { tool: 'c15t', accept: ['[data-testid=consent-banner-accept-button]', '[data-testid=cookie-banner-accept-button]'], reject: ['[data-testid=consent-banner-reject-button]', '[data-testid=cookie-banner-reject-button]'] },
  { tool: 'Cookiebot', accept: ['#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll', '#CybotCookiebotDialogBodyButtonAccept'], reject: ['#CybotCookiebotDialogBodyButtonDecline'] },
  { tool: 'OneTrust', accept: ['#onetrust-accept-btn-handler'], reject: ['#onetrust-reject-all-handler'] },
  { tool: 'CookieYes', accept: ['.cky-consent-bar .cky-btn-accept'], reject: ['.cky-consent-bar .cky-btn-reject'] },
  { tool: 'Complianz', accept: ['#cmplz-cookiebanner-container .cmplz-accept'], reject: ['#cmplz-cookiebanner-container .cmplz-deny'] },
  { tool: 'Usercentrics', accept: ['[data-testid=uc-accept-all-button]'], reject: ['[data-testid=uc-deny-all-button]'] },
  { tool: 'Didomi', accept: ['#didomi-notice-agree-button'], reject: ['#didomi-notice-disagree-button', '.didomi-continue-without-agreeing'] },
  { tool: "Google's consent messages", accept: ['.fc-consent-root .fc-cta-consent'], reject: ['.fc-consent-root .fc-cta-do-not-consent'] },
];
