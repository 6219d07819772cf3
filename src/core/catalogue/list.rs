//! The files of `data/catalogue`, compiled in, so that a tool built from this crate needs no folder beside it.
//!
//! The list is written out. A macro that embeds a whole folder would notice a new file only when something
//! else is compiled anew, and a build script would run for the browser too, where none of this is wanted.
//! Here a file that is gone does not compile, and one that is not listed fails a test, which names it.

macro_rules! embed {
    ($($id:literal,)*) => {
        /// The id of every entry, sorted.
        pub const IDS: &[&str] = &[$($id,)*];
        pub(super) const FILES: &[&str] = &[$(include_str!(concat!("../../../data/catalogue/", $id, ".json")),)*];
    };
}

embed! {
    "33across",
    "6sense",
    "ab-tasty", "acast", "activecampaign", "addthis", "addtoany", "adform", "adobe-analytics",
    "adobe-audience-manager", "adobe-fonts", "adobe-target", "adroll", "adscience", "adyen", "airtable", "albacross",
    "algolia", "algolia-insights", "amazon-ads", "amplitude", "apple-music", "apple-pay", "arcgis", "awin",
    "bandcamp", "bazaarvoice", "bidswitch", "bing-maps", "bloomreach", "blueconic", "bluesky-embed", "bol-partner",
    "bootstrap-cdn", "braintree", "brevo", "brevo-conversations", "brightcove", "buckaroo", "bugsnag", "buienradar",
    "bunny-fonts", "buzzsprout",
    "calameo", "calendly", "canva", "cdnjs", "chartbeat", "cj-affiliate", "clickdimensions", "clicky", "cloudflare",
    "cloudflare-turnstile", "cloudflare-web-analytics", "codepen", "comscore", "contentsquare", "convert",
    "copernica", "crazy-egg", "crisp", "criteo",
    "dailymotion", "daisycon", "datadog-rum", "datatrics", "datawrapper", "deezer", "demandbase", "discord-widget",
    "disqus", "dotdigital", "doubleclick", "drift", "dynamic-yield", "dynatrace",
    "econda", "ekomi", "elfsight", "emarsys", "equativ", "etracker", "eulerian", "eventbrite",
    "facebook-embed", "fathom", "feedback-company", "feefo", "figma", "firebase-analytics", "flashtalking", "flickr",
    "flourish", "flowbox", "font-awesome", "formitable", "freewheel", "freshchat", "friendly-captcha", "fullstory",
    "genially", "getresponse", "giphy", "github-gist", "google-ads", "google-adsense", "google-analytics",
    "google-calendar", "google-docs", "google-fonts", "google-forms", "google-hosted-libraries", "google-maps",
    "google-pay", "google-search-engine", "google-sign-in", "google-tag-manager", "google-translate", "gorgias",
    "gumgum",
    "hcaptcha", "heap", "help-scout", "here-maps", "hotjar", "hubspot", "hubspot-forms",
    "id5", "imgur", "impact", "improve-digital", "indeed-conversion", "index-exchange", "infogram", "inspectlet",
    "instagram-embed", "intercom", "issuu",
    "jivochat", "jotform", "jquery-cdn", "jsdelivr", "juicer", "jw-player",
    "kameleoon", "kiyoh", "klarna", "klaviyo", "kwanko",
    "lead-forensics", "leadfeeder", "leadinfo", "lightwidget", "linkedin-embed", "linkedin-insight", "livechat",
    "liveramp", "logrocket", "loom", "lotame", "lucky-orange",
    "magnite", "mailchimp", "mailerlite", "mapbox", "mapp", "maptiler", "marketo", "matomo-cloud", "matterport",
    "media-net", "mediamath", "messagebird-chat", "meta-pixel", "microsoft-clarity", "microsoft-forms",
    "microsoft-uet", "miro", "mixcloud", "mixpanel", "mollie", "monotype-fonts", "mopinion", "mouseflow",
    "multisafepay", "myparcel",
    "new-relic", "nielsen",
    "olark", "omnisend", "onesignal", "openstreetmap", "opentable", "openx", "optimizely", "optinmonster", "outbrain",
    "pardot", "partnerize", "pay-nl", "paypal", "pendo", "piano-analytics", "pingdom-rum", "pinterest-embed",
    "pinterest-tag", "pipedrive-leadbooster", "piwik-pro", "plausible", "posthog", "power-bi", "powr", "prezi",
    "pubmatic",
    "qualtrics", "quantcast", "quora-pixel",
    "rakuten-advertising", "readspeaker", "recaptcha", "reddit-embed", "reddit-pixel", "relay42", "reviews-io",
    "rtb-house",
    "salesforce-personalization", "salesviewer", "scribd", "seedtag", "segment", "sendcloud", "sentry", "sharethis",
    "sharethrough", "sharpspring", "simple-analytics", "siteimprove", "sketchfab", "sleeknote", "slideshare",
    "smartlook", "smartsupp", "snapchat-pixel", "snapwidget", "snowplow", "soundcloud", "sovrn", "speedcurve",
    "spotify", "spotify-ads", "spotler", "squeezely", "statcounter", "stripe", "surveymonkey",
    "tableau-public", "taboola", "tawk-to", "teads", "tealium", "the-trade-desk", "threads-embed", "tidio",
    "tiktok-embed", "tiktok-pixel", "tomtom-maps", "tradedoubler", "tradetracker", "trengo", "tripadvisor",
    "triplelift", "trusted-shops", "trustpilot", "tumblr-embed", "twitch", "typeform",
    "unpkg", "usabilla", "userlike",
    "vidyard", "vimeo", "vwo",
    "webgains", "weborama", "webwinkelkeur", "whatsapp-widget", "wistia",
    "x-ads", "x-embed", "xandr",
    "yahoo-ads", "yandex-metrica", "yieldlab", "yotpo", "youtube",
    "zendesk", "zoho-pagesense", "zoho-salesiq", "zoominfo",
}
