/** Which service of our catalogue another tool means, by the names that sites and tools give it. */

import catalogue from 'sluis:catalogue';
import { nameFits } from '../scan/declared';

interface Entry {
  name: string;
  category: string;
  items?: { name: string | null }[];
}

export const ENTRIES = catalogue as Record<string, Entry>;

/** Names that differ from those in the catalogue: keys of tarteaucitron's services, and what sites often write. */
export const ALIASES: Record<string, string> = {
  adsense: 'google-adsense', adwords: 'google-ads', googleadwordsconversion: 'google-ads', googleadwordsremarketing: 'google-ads', googleadsense: 'google-adsense',
  analytics: 'google-analytics', clarity: 'microsoft-clarity', bingads: 'microsoft-uet', uet: 'microsoft-uet', bing: 'microsoft-uet', crazyegg: 'crazy-egg',
  facebook: 'facebook-embed', facebookcomment: 'facebook-embed', facebooklikebox: 'facebook-embed', facebookpixel: 'meta-pixel', fbpixel: 'meta-pixel', metapixel: 'meta-pixel', facebookad: 'meta-pixel',
  ga: 'google-analytics', ga4: 'google-analytics', gtag: 'google-analytics', gajs: 'google-analytics', universalanalytics: 'google-analytics', googleanalytics4: 'google-analytics', multiplegtag: 'google-analytics',
  gcmanalyticsstorage: 'google-analytics', gtm: 'google-tag-manager', googletagmanager: 'google-tag-manager', multiplegoogletagmanager: 'google-tag-manager', googlefont: 'google-fonts', webfonts: 'google-fonts',
  gmaps: 'google-maps', googlemapsembed: 'google-maps', googlemapssearch: 'google-maps', maps: 'google-maps', instagram: 'instagram-embed', linkedin: 'linkedin-embed', linkedininsighttag: 'linkedin-insight', matomocloud: 'matomo-cloud',
  pinterest: 'pinterest-embed', pinterestpixel: 'pinterest-tag', recaptcha: 'recaptcha', googlerecaptcha: 'recaptcha', reddit: 'reddit-embed', snapchat: 'snapchat-pixel', snapchatpixel: 'snapchat-pixel', tiktok: 'tiktok-pixel', tiktokpixel: 'tiktok-pixel', tiktokvideo: 'tiktok-embed',
  twitter: 'x-embed', twitterembed: 'x-embed', twittertimeline: 'x-embed', twitterwidgetsapi: 'x-embed', twitteruwt: 'x-ads', x: 'x-embed', youtubeembed: 'youtube', youtubeapi: 'youtube', vimeoembed: 'vimeo', spotifyembed: 'spotify',
  discord: 'discord-widget', hcaptcha: 'hcaptcha', turnstile: 'cloudflare-turnstile', issuu: 'issuu', posthog: 'posthog', plausible: 'plausible', zopim: 'zendesk', zendeskchat: 'zendesk', tawkto: 'tawk-to', tawk: 'tawk-to', userlike: 'userlike', openstreetmapembed: 'openstreetmap',
};

const flat = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

const BY_NAME = new Map<string, string>();
for (const [id, { name }] of Object.entries(ENTRIES)) for (const word of [id, name]) BY_NAME.set(flat(word), id);

/** The id in the catalogue for any of these names, else for a cookie that one service alone has. */
export function known(names: (string | undefined)[], cookies: string[] = []): string | undefined {
  for (const name of names) {
    const word = name && flat(name);
    const id = word && (BY_NAME.get(word) || (Object.prototype.hasOwnProperty.call(ALIASES, word) ? ALIASES[word] : undefined));
    if (id) return id;
  }
  for (const cookie of cookies.filter((name) => name.replace(/\*/g, '').length > 2)) {
    const owners = byCookie(cookie);
    if (owners.length == 1) return owners[0];
  }
  return undefined;
}

/** Services that have this cookie, or cookies that this pattern covers. */
export function byCookie(cookie: string): string[] {
  const start = cookie.endsWith('*') ? cookie.slice(0, -1) : undefined;
  const fits = (name: string) => name == cookie || nameFits(cookie.replace(/\*$/, 'X'), name) || (start != undefined && start.length > 2 && name.startsWith(start));
  return Object.entries(ENTRIES).filter(([, { items = [] }]) => items.some(({ name }) => name && name.replace(/\*/g, '').length > 2 && fits(name))).map(([id]) => id);
}

const WORDS: [RegExp, string][] = [
  [/^(strictly)?(necessary|required|essential|mandatory|technical|functional|security)$/, 'functional'],
  [/^(analytics?|statistics?|stats|performance|measurement|metrics|audience|tracking)$/, 'analytics'],
  [/^(social(media)?|videos?|media|embeds?|embedded|externalmedia|external|maps?|comments?|api|support|livechat|chat|fonts?|styling)$/, 'social'],
  [/^(marketing|advertis(ing|ement|ements)|ads?|targeting|retargeting|remarketing)$/, 'advertising'],
];

/** Our kind of cookies for another tool's word; undefined where the word does not tell. */
export function category(word: string): string | undefined {
  const plain = flat(word).replace(/(cookies?|purposes?|storage)$/, '');
  return WORDS.find(([pattern]) => pattern.test(plain))?.[1];
}
