//! The keys of every text that the browser can show.
//!
//! A language file reaches the visitor as a bare list in this order, so a key costs no bytes in it.

macro_rules! keys {
    ($($variant:ident = $name:literal,)*) => {
        /// A text by the name that `consent.json` overrides it with.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Key {
            $(#[doc = $name] $variant,)*
        }

        impl Key {
            /// Every name, in the order of the lists that the browser loads.
            pub const NAMES: &[&str] = &[$($name,)*];
        }
    };
}

keys! {
    BannerTitle = "banner.title",
    BannerBody = "banner.body",
    BannerBodyOneVendor = "banner.body.one_vendor",
    PurposeAnalytics = "purpose.analytics",
    PurposeSocial = "purpose.social",
    PurposeAdvertising = "purpose.advertising",
    BannerWho = "banner.who",
    BannerChange = "banner.change",
    BtnRejectAll = "btn.reject_all",
    BtnAcceptAll = "btn.accept_all",
    BtnRejectOne = "btn.reject_one",
    BtnAcceptOne = "btn.accept_one",
    BtnSettings = "btn.settings",
    LinkStatement = "link.statement",
    LinkVendors = "link.vendors",
    LinkOneVendor = "link.one_vendor",
    LinkSettings = "link.settings",
    DoneSaved = "done.saved",
    DoneUnsaved = "done.unsaved",
    DoneWithdrawn = "done.withdrawn",
    DoneReload = "done.reload",
    BannerRefuseSocial = "banner.refuse_social",
    BannerBodyOwn = "banner.body.own",
    BtnCloseInfo = "btn.close_info",
    BtnReload = "btn.reload",
    ListAnd = "list.and",
    ListComma = "list.comma",
    CatAnalyticsName = "cat.analytics.name",
    CatSocialName = "cat.social.name",
    CatAdvertisingName = "cat.advertising.name",
    ChangedNotice = "changed.notice",
    PanelFailed = "panel.failed",
    PanelRetry = "panel.retry",
    GpcApplied = "gpc.applied",
    BannerFunctionalAlways = "banner.functional_always",
    BtnSave = "btn.save",
    BtnClose = "btn.close",
    PanelTitle = "panel.title",
    PanelIntro = "panel.intro",
    PanelIntroExisting = "panel.intro.existing",
    CatFunctionalName = "cat.functional.name",
    CatFunctionalDesc = "cat.functional.desc",
    CatFunctionalState = "cat.functional.state",
    CatAnalyticsDesc = "cat.analytics.desc",
    CatAnalyticsExempt = "cat.analytics.exempt",
    CatSocialDesc = "cat.social.desc",
    CatAdvertisingDesc = "cat.advertising.desc",
    CatUnused = "cat.unused",
    TableName = "table.name",
    TableProvider = "table.provider",
    TablePurpose = "table.purpose",
    TableRetention = "table.retention",
    TableCountry = "table.country",
    TableType = "table.type",
    RetentionSession = "retention.session",
    RetentionDays = "retention.days",
    RetentionMonths = "retention.months",
    RetentionYears = "retention.years",
    VendorTransfer = "vendor.transfer",
    VendorPrivacy = "vendor.privacy",
    FunctionalOnlyNotice = "functional_only.notice",
    StatementVersion = "statement.version",
    CatUnknown = "cat.unknown",
    FactUnknown = "fact.unknown",
    FactYes = "fact.yes",
    FactNo = "fact.no",
    FactAgreement = "fact.agreement",
    FactSharing = "fact.sharing",
    FactIp = "fact.ip",
    FactKept = "fact.kept",
    FactHosts = "fact.hosts",
    FactNote = "fact.note",
    ItemsSummary = "items.summary",
    ItemsNone = "items.none",
    StorageCookie = "storage.cookie",
    StorageLocal = "storage.local",
    StorageSession = "storage.session",
    StorageDatabase = "storage.database",
    StorageCache = "storage.cache",
    RetentionHours = "retention.hours",
    RetentionMinutes = "retention.minutes",
    RetentionPersistent = "retention.persistent",
    OwnName = "own.name",
    OwnRecord = "own.record",
    OwnReceipts = "own.receipts",
    ReceiptTitle = "receipt.title",
    ReceiptDownload = "receipt.download",
    ReceiptUntil = "receipt.until",
    LinkWithdraw = "link.withdraw",
    LeftTitle = "left.title",
    LeftBody = "left.body",
    EmbedBody = "embed.body",
    EmbedOnce = "embed.once",
    EmbedAlways = "embed.always",
    EmbedOpen = "embed.open",
}

/// So many come first: what the banner and the notice say. The others come with the settings.
pub const FIRST: usize = Key::PanelRetry as usize + 1;

impl Key {
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}
