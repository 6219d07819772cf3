// Generated from src/core/config.rs and src/core/receipt.rs by `cargo xtask schema`.

/** Everything a site declares: who is responsible, what is stored and why, and how it asks. */
export interface Config {
  /** Where the JSON Schema of this file is; editors use it. */
  '$schema'?: string;
  /** Version of this format. */
  version: 1;
  /** Who is responsible for the website (AVG art. 13(1)(a)). */
  controller: Controller;
  /** The hosts that this file is about. The first is named in the banner. */
  domains?: string[];
  /** The language when the page does not say one in `<html lang>`. Default `en`. */
  language?: Language;
  /** How texts address the visitor, in a language that has two ways to. Default `formal`. */
  formality?: 'formal' | 'informal';
  /** The cookie or privacy statement (AVG art. 12 and 13). */
  statement?: Statement;
  /** Which kinds of cookies the site uses. An explicit `false` is told to visitors. */
  categories?: Categories;
  /** Everything that stores or reads data on the visitor's device (Tw art. 11.7a(1)). */
  services?: Service[];
  /** Rules that the site sets for itself; a service that breaks one is refused. */
  policy?: Policy;
  /** Other processing of personal data that the statement has to tell of (AVG art. 13(1)(c) and 13(2)(a)). */
  processing?: Processing[];
  /** The rights that the statement names (AVG art. 13(2)(b) to (d)). */
  rights?: ('explanation' | 'access' | 'rectification' | 'erasure' | 'restriction' | 'portability' | 'objection' | 'withdrawal' | 'complaint')[];
  /** Where to complain (AVG art. 13(2)(d) and 77). */
  authority?: Authority;
  /** How the visitor's choice is kept. */
  record?: Record;
  /** Where the site serves `sluis.worker.js`: a service worker that refuses, from the second page on, what is known and not granted, also what no script can stop. It is functional: it stores what is granted, and nothing of the visitor. Left out again, it is taken away on the next visit. A worker of the site's own that imports that file is named in its place. */
  worker?: string;
  /** Whether a page gets, once a choice refuses something, the Content-Security-Policy that lets only the rest load. Such a policy can't be lifted: what is granted later comes with a reload, and the visitor is told so. It refuses every host that is not declared, also of what needs no consent. `"first"`: before a choice as well, as if everything had been refused, and what a visitor grants then loads the page again at once. */
  enforce?: boolean | 'first';
  /** While the site is built: shows what the page does and this file does not tell of. Left out of what is published; there `?sluis=inspect` in the address does the same for one visit. */
  inspect?: boolean;
  /** What the banner looks like. */
  ui?: Ui;
  /** Own wording in place of ours, per language, by text key. In a text about a number, `{n}` is that number, and the text holds for every one. Wording that steers is told with the code `steering` (U-14). */
  texts?: { [language in Language]?: Texts };
  /** Sending the proof of each choice to the site's own server (AVG art. 7(1)). */
  receipts?: Receipts;
}

/** Who is responsible for the website (AVG art. 13(1)(a)). */
export interface Controller {
  /** The legal name; it stands in the banner (U-10). */
  name: string;
  /** The name under which visitors know it. */
  tradeName?: string;
  /** Its legal form, such as `B.V.`. */
  legalForm?: string | null;
  /** The country in which it is established, by ISO 3166-1 code: the statement names that country's law and its authority, where it knows them (Directive 2002/58/EC art. 5(3)). */
  country?: string;
  /** Postal address. */
  address?: string | null;
  /** Telephone number. */
  phone?: string | null;
  /** E-mail address for questions about privacy. */
  email?: string | null;
  /** Number in the trade register (in the Netherlands: KVK). */
  companyNumber?: string | null;
  /** Its relation to another name that visitors meet, for instance in its e-mail address. */
  relation?: Localised | null;
  /** Its role where that is not the same everywhere: controller here, processor there (AVG art. 4(7) and (8)). */
  role?: Localised | null;
}

/** The cookie or privacy statement. */
export interface Statement {
  /** Where it stands. */
  url?: string | null;
  /** Its version. It is kept with every choice. */
  version?: string | null;
  /** From when it holds: year, month or day. */
  effective?: string | null;
  /** Earlier versions (I-03). */
  history?: Edition[];
}

/** An earlier version of the statement. */
export interface Edition {
  /** Its version. */
  version: string;
  /** From when it held. */
  effective?: string | null;
  /** Where it can be read. */
  url?: string | null;
}

/** The four kinds of cookies. */
export interface Categories {
  /** Needed for what the visitor asks for; no permission needed (Tw art. 11.7a(3)(b)). */
  functional?: CategoryUse;
  /** Measuring visits. */
  analytics?: CategoryUse;
  /** Content of social media and other embeds. */
  social?: CategoryUse;
  /** Following visitors to show advertising. */
  advertising?: CategoryUse;
}

/** Whether the site uses one kind of cookies. */
export interface CategoryUse {
  /** `true`: used. `false`: "this website does not use these". `null` or left out: not said. */
  used?: boolean | null;
}

/** A service that stores or reads data on the visitor's device, or that receives data by being loaded. */
export interface Service {
  /** Its id in records and markup. Default: the id in the catalogue. */
  id?: string;
  /** The id of a known service, which fills in what is not given here. */
  catalogue?: CatalogueId;
  /** Its name, as visitors know it. */
  name?: string;
  /** What kind of cookies it needs. */
  category?: 'functional' | 'analytics' | 'social' | 'advertising';
  /** The company behind it, as visitors know it (AVG art. 13(1)(e)). */
  provider?: string | null;
  /** That company's legal name. */
  legalName?: string | null;
  /** What the data are for, in plain words (AVG art. 13(1)(c)). */
  purpose?: Localised;
  /** What it loads from: `host` or `host/start-of-path`. A host covers its subdomains. */
  hosts?: string[];
  /** What it stores. */
  items?: Item[];
  /** The company's privacy statement. */
  privacyUrl?: string | null;
  /** The countries where data may be processed, by ISO 3166-1 code (AVG art. 13(1)(f)). */
  countries?: string[] | null;
  /** Whether there is a data-processing agreement (AVG art. 28(3)). */
  agreement?: boolean | null;
  /** Whether the company may use the data for its other products. */
  dataSharing?: boolean | null;
  /** Whether IP addresses are shortened before they are stored. */
  ipAnonymised?: boolean | null;
  /** Whether visitors get an id that follows them across devices or visits. */
  userId?: boolean | null;
  /** Whether advertising features are on. */
  adsFeatures?: boolean | null;
  /** Whether the data are used by this site only. */
  ownUseOnly?: boolean | null;
  /** Whether everything it stores is stored under this site's own name. */
  firstParty?: boolean | null;
  /** How long the company keeps the data, in months (AVG art. 13(2)(a)). */
  retentionMonths?: number | null;
  /** Why it may store and read. Default: `necessary` for functional services, else `consent`. */
  basis?: 'consent' | 'necessary' | 'exempt';
  /** Whether its script waits for the visitor. Default `basic`. Only Google's services know another way. */
  consentMode?: 'basic' | 'advanced';
  /** How its script is told of the choice. Known services bring this along. */
  signals?: Signals;
  /** Anything else visitors should know. */
  note?: Localised;
}

/** One thing that is stored: a cookie or a storage key. */
export interface Item {
  /** Its name; `*` stands for anything, as in `_ga_*`. `null`: the site does not know it. */
  name: string | null;
  /** Where it is stored. Default `cookie`. */
  storage?: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cacheStorage';
  /** Under whose name. Default `first`. */
  party?: 'first' | 'third';
  /** Whether a server sets it as `HttpOnly`, so that no script can read or remove it. After a withdrawal the visitor is told where to. */
  httpOnly?: boolean;
  /** What it is for. */
  purpose?: Localised;
  /** How long it stays: `session`, `persistent`, or a duration such as `P2Y`, `P13M`, `P1D`, `PT30M` (CJEU C-673/17, Planet49: the duration must be told). */
  retention?: string | null;
  /** The cookie's domain, where it is not the site's own host. */
  domain?: string;
  /** The cookie's path. Default `/`. */
  path?: string;
}

/** What a service's script is told on each choice, on each page that has one, and before. A call is a list: the function's name, and what it is called with. `$analytics`, `$social` and `$advertising` in place of a text become `granted` or `denied`; with a vendor, as in `$advertising:google-`, only services count whose catalogue id starts with that. */
export interface Signals {
  /** Said when the service is granted, before it is let go. */
  granted?: [name: string, ...values: unknown[]][];
  /** Said when it is refused or taken back. */
  denied?: [name: string, ...values: unknown[]][];
  /** Said on a page without a choice while the service waits for one, so that its script, wherever it comes from, begins denied. Nothing may be stored for it, so no function belongs here that keeps a note of what it is told. */
  default?: [name: string, ...values: unknown[]][];
}

/** Rules that the site sets for itself. */
export interface Policy {
  /** Only services whose data stay in the European Economic Area (I-07). */
  euOnly?: boolean;
  /** Only services with a data-processing agreement. */
  agreementRequired?: boolean;
  /** Whether a browser's "Do Not Track" counts as an objection, as Global Privacy Control always does (S-01). */
  doNotTrack?: boolean;
}

/** Other processing of personal data, such as server logs and back-ups. */
export interface Processing {
  /** What is processed. */
  what: Localised;
  /** What for. */
  purpose?: Localised;
  /** Why that is allowed (AVG art. 6(1)). */
  basis?: 'consent' | 'contract' | 'legal-obligation' | 'vital-interests' | 'public-task' | 'legitimate-interest';
  /** How long the data are kept. */
  retention?: Localised | null;
  /** Who receives the data. */
  recipient?: Localised | null;
  /** Anything else visitors should know. */
  note?: Localised;
}

/** The data-protection authority. */
export interface Authority {
  /** Its name. */
  name: string;
  /** Where to complain. */
  url?: string;
}

/** How the visitor's choice is kept. */
export interface Record {
  /** For how many months, for a refusal as long as for a grant. Default 6; more than 12 is discouraged, more than 13 refused (L-03). */
  months?: number;
  /** The domain whose subdomains share the choice. Default: this host only. */
  domain?: string;
  /** The path on this site where its server keeps the record with `Set-Cookie`, such as `/sluis/record` (docs/records.md). Safari keeps cookies of scripts for seven days, and those of servers as long as they say. */
  endpoint?: string;
}

/** What the banner looks like. */
export interface Ui {
  /** Its place. Default `bar`. */
  layout?: 'bar' | 'box' | 'corner';
  /** Light or dark. Default `auto`: as the visitor's device. */
  theme?: 'auto' | 'light' | 'dark';
  /** Whether a button is added that opens the settings, on pages that have none themselves. Default `auto`. */
  control?: 'auto' | 'none';
  /** The corner of that button and of the `corner` layout. Default `left`. */
  corner?: 'left' | 'right';
  /** Whether each page of a site with functional services only says so, in a notice that can be closed (F-02). Nothing is stored, so the next page says it again. Default: nothing is shown. */
  notice?: boolean;
}

/** Sending the proof of each choice to the site's own server. */
export interface Receipts {
  /** Where each receipt is posted to: a path on this site, or an address on one of its `domains` or below. */
  endpoint: string;
  /** How long the server keeps them, in months (AVG art. 5(1)(e)). */
  retentionMonths?: number;
  /** Whether the endpoint may be another company's. That company then processes personal data for the site, which takes an agreement (AVG art. 28), and the statement has to name it. */
  thirdParty?: boolean;
}

/** Proof of one choice (AVG art. 7(1)), fields after ISO/IEC TS 27560. It holds no identifier, no address, no browser and no page: nobody can be told apart by it. */
export interface Receipt {
  /** Version of this format. */
  schema: 1;
  /** The minute of the choice, in UTC. */
  at: string;
  /** The hash of what was asked: the same question gives the same hash. */
  asked: string;
  /** The version of the cookie statement at that moment; `null` when it has none. */
  statement: string | null;
  /** The answer for each kind of cookies; functional ones are not a choice. */
  choices: Choices;
  /** The answer for each service, by id. */
  services: { [key: string]: 'denied' | 'granted' };
  /** How the choice was made. */
  method: 'banner' | 'panel' | 'embed' | 'withdrawal' | 'api';
  /** Where it was made. */
  layer: 'banner' | 'settings' | 'embed' | 'none';
  /** The language in which was asked. */
  language: Language;
  /** The minute of the choice that this one replaces; `null` for the first. */
  previous: string | null;
}

/** The answer for each kind of cookies. */
export interface Choices {
  /** Measuring visits. */
  analytics: 'denied' | 'granted';
  /** Content of social media and other embeds. */
  social: 'denied' | 'granted';
  /** Following visitors to show advertising. */
  advertising: 'denied' | 'granted';
}

/** A text for every language, or one per language. */
export type Localised = string | { [language in Language]?: string };

/** A language of the texts. */
export type Language = 'ar' | 'bg' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'el' | 'en' | 'es' | 'et' | 'eu' | 'fi' | 'fr' | 'fy' | 'ga' | 'he' | 'hr' | 'hu' | 'is' | 'it' | 'ja' | 'lt' | 'lv' | 'mt' | 'nb' | 'nl' | 'pl' | 'pt' | 'ro' | 'sk' | 'sl' | 'sv' | 'tr' | 'uk' | 'zh';

/** Own wording in one language, by text key. */
export type Texts = { [key in TextKey]?: string };

/** The id of a known service; the list grows. */
export type CatalogueId = '33across' | '6sense' | 'ab-tasty' | 'acast' | 'activecampaign' | 'addthis' | 'addtoany' | 'adform' | 'adobe-analytics' | 'adobe-audience-manager' | 'adobe-fonts' | 'adobe-target' | 'adroll' | 'adscience' | 'adyen' | 'airtable' | 'albacross' | 'algolia' | 'algolia-insights' | 'amazon-ads' | 'amplitude' | 'apple-music' | 'apple-pay' | 'arcgis' | 'awin' | 'bandcamp' | 'bazaarvoice' | 'bidswitch' | 'bing-maps' | 'bloomreach' | 'blueconic' | 'bluesky-embed' | 'bol-partner' | 'bootstrap-cdn' | 'braintree' | 'brevo' | 'brevo-conversations' | 'brightcove' | 'buckaroo' | 'bugsnag' | 'buienradar' | 'bunny-fonts' | 'buzzsprout' | 'calameo' | 'calendly' | 'canva' | 'cdnjs' | 'chartbeat' | 'cj-affiliate' | 'clickdimensions' | 'clicky' | 'cloudflare' | 'cloudflare-turnstile' | 'cloudflare-web-analytics' | 'codepen' | 'comscore' | 'contentsquare' | 'convert' | 'copernica' | 'crazy-egg' | 'crisp' | 'criteo' | 'dailymotion' | 'daisycon' | 'datadog-rum' | 'datatrics' | 'datawrapper' | 'deezer' | 'demandbase' | 'discord-widget' | 'disqus' | 'dotdigital' | 'doubleclick' | 'drift' | 'dynamic-yield' | 'dynatrace' | 'econda' | 'ekomi' | 'elfsight' | 'emarsys' | 'equativ' | 'etracker' | 'eulerian' | 'eventbrite' | 'facebook-embed' | 'fathom' | 'feedback-company' | 'feefo' | 'figma' | 'firebase-analytics' | 'flashtalking' | 'flickr' | 'flourish' | 'flowbox' | 'font-awesome' | 'formitable' | 'freewheel' | 'freshchat' | 'friendly-captcha' | 'fullstory' | 'genially' | 'getresponse' | 'giphy' | 'github-gist' | 'google-ads' | 'google-adsense' | 'google-analytics' | 'google-calendar' | 'google-docs' | 'google-fonts' | 'google-forms' | 'google-hosted-libraries' | 'google-maps' | 'google-pay' | 'google-search-engine' | 'google-sign-in' | 'google-tag-manager' | 'google-translate' | 'gorgias' | 'gumgum' | 'hcaptcha' | 'heap' | 'help-scout' | 'here-maps' | 'hotjar' | 'hubspot' | 'hubspot-forms' | 'id5' | 'imgur' | 'impact' | 'improve-digital' | 'indeed-conversion' | 'index-exchange' | 'infogram' | 'inspectlet' | 'instagram-embed' | 'intercom' | 'issuu' | 'jivochat' | 'jotform' | 'jquery-cdn' | 'jsdelivr' | 'juicer' | 'jw-player' | 'kameleoon' | 'kiyoh' | 'klarna' | 'klaviyo' | 'kwanko' | 'lead-forensics' | 'leadfeeder' | 'leadinfo' | 'lightwidget' | 'linkedin-embed' | 'linkedin-insight' | 'livechat' | 'liveramp' | 'logrocket' | 'loom' | 'lotame' | 'lucky-orange' | 'magnite' | 'mailchimp' | 'mailerlite' | 'mapbox' | 'mapp' | 'maptiler' | 'marketo' | 'matomo-cloud' | 'matterport' | 'media-net' | 'mediamath' | 'messagebird-chat' | 'meta-pixel' | 'microsoft-clarity' | 'microsoft-forms' | 'microsoft-uet' | 'miro' | 'mixcloud' | 'mixpanel' | 'mollie' | 'monotype-fonts' | 'mopinion' | 'mouseflow' | 'multisafepay' | 'myparcel' | 'new-relic' | 'nielsen' | 'olark' | 'omnisend' | 'onesignal' | 'openstreetmap' | 'opentable' | 'openx' | 'optimizely' | 'optinmonster' | 'outbrain' | 'pardot' | 'partnerize' | 'pay-nl' | 'paypal' | 'pendo' | 'piano-analytics' | 'pingdom-rum' | 'pinterest-embed' | 'pinterest-tag' | 'pipedrive-leadbooster' | 'piwik-pro' | 'plausible' | 'posthog' | 'power-bi' | 'powr' | 'prezi' | 'pubmatic' | 'qualtrics' | 'quantcast' | 'quora-pixel' | 'rakuten-advertising' | 'readspeaker' | 'recaptcha' | 'reddit-embed' | 'reddit-pixel' | 'relay42' | 'reviews-io' | 'rtb-house' | 'salesforce-personalization' | 'salesviewer' | 'scribd' | 'seedtag' | 'segment' | 'sendcloud' | 'sentry' | 'sharethis' | 'sharethrough' | 'sharpspring' | 'simple-analytics' | 'siteimprove' | 'sketchfab' | 'sleeknote' | 'slideshare' | 'smartlook' | 'smartsupp' | 'snapchat-pixel' | 'snapwidget' | 'snowplow' | 'soundcloud' | 'sovrn' | 'speedcurve' | 'spotify' | 'spotify-ads' | 'spotler' | 'squeezely' | 'statcounter' | 'stripe' | 'surveymonkey' | 'tableau-public' | 'taboola' | 'tawk-to' | 'teads' | 'tealium' | 'the-trade-desk' | 'threads-embed' | 'tidio' | 'tiktok-embed' | 'tiktok-pixel' | 'tomtom-maps' | 'tradedoubler' | 'tradetracker' | 'trengo' | 'tripadvisor' | 'triplelift' | 'trusted-shops' | 'trustpilot' | 'tumblr-embed' | 'twitch' | 'typeform' | 'unpkg' | 'usabilla' | 'userlike' | 'vidyard' | 'vimeo' | 'vwo' | 'webgains' | 'weborama' | 'webwinkelkeur' | 'whatsapp-widget' | 'wistia' | 'x-ads' | 'x-embed' | 'xandr' | 'yahoo-ads' | 'yandex-metrica' | 'yieldlab' | 'yotpo' | 'youtube' | 'zendesk' | 'zoho-pagesense' | 'zoho-salesiq' | 'zoominfo' | (string & {});

/** The key of a text that can be replaced. */
export type TextKey = 'banner.title' | 'banner.body' | 'banner.body.one_vendor' | 'purpose.analytics' | 'purpose.social' | 'purpose.advertising' | 'banner.who' | 'banner.change' | 'btn.reject_all' | 'btn.accept_all' | 'btn.reject_one' | 'btn.accept_one' | 'btn.settings' | 'link.statement' | 'link.vendors' | 'link.one_vendor' | 'link.settings' | 'done.saved' | 'done.unsaved' | 'done.withdrawn' | 'done.reload' | 'banner.refuse_social' | 'banner.body.own' | 'btn.close_info' | 'btn.reload' | 'list.and' | 'list.comma' | 'cat.analytics.name' | 'cat.social.name' | 'cat.advertising.name' | 'changed.notice' | 'panel.failed' | 'panel.retry' | 'gpc.applied' | 'banner.functional_always' | 'btn.save' | 'btn.close' | 'panel.title' | 'panel.intro' | 'panel.intro.existing' | 'cat.functional.name' | 'cat.functional.desc' | 'cat.functional.state' | 'cat.analytics.desc' | 'cat.analytics.exempt' | 'cat.social.desc' | 'cat.advertising.desc' | 'cat.unused' | 'table.name' | 'table.provider' | 'table.purpose' | 'table.retention' | 'table.country' | 'table.type' | 'retention.session' | 'retention.days' | 'retention.months' | 'retention.years' | 'vendor.transfer' | 'vendor.privacy' | 'functional_only.notice' | 'statement.version' | 'cat.unknown' | 'fact.unknown' | 'fact.yes' | 'fact.no' | 'fact.agreement' | 'fact.sharing' | 'fact.ip' | 'fact.kept' | 'fact.hosts' | 'fact.note' | 'items.summary' | 'items.none' | 'storage.cookie' | 'storage.local' | 'storage.session' | 'storage.database' | 'storage.cache' | 'retention.hours' | 'retention.minutes' | 'retention.persistent' | 'own.name' | 'own.record' | 'own.receipts' | 'receipt.title' | 'receipt.download' | 'receipt.until' | 'link.withdraw' | 'left.title' | 'left.body' | 'embed.body' | 'embed.once' | 'embed.always' | 'embed.open';
