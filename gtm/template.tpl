___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Sluis: consent mode",
  "categories": [
    "TAG_MANAGEMENT",
    "UTILITY"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "Sluis"
  },
  "description": "Denies everything until the visitor has chosen in Sluis, then tells Tag Manager of each choice before any tag hears of it. Sluis itself stays in the page, above Tag Manager: this template does not load it.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "waitForUpdate",
    "displayName": "Wait for the choice",
    "simpleValueType": true,
    "defaultValue": 500,
    "valueUnit": "milliseconds",
    "help": "How long Google's tags wait, on each page, for what the visitor chose earlier. After that they go on denied.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^[0-9]{1,5}$"
        ],
        "errorMessage": "A number of milliseconds, at most 99999."
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "regions",
    "displayName": "Only in these regions",
    "simpleValueType": true,
    "help": "Leave this empty: denied everywhere. A list such as NL, BE, US-CA (ISO 3166-2) narrows this template's default. Elsewhere the default of Sluis in the page holds, which is denied too. Without Sluis in the page the list does not count.",
    "valueValidators": [
      {
        "type": "REGEX",
        "args": [
          "^\\s*([A-Z]{2}(-[A-Z0-9]{1,3})?\\s*(,\\s*[A-Z]{2}(-[A-Z0-9]{1,3})?\\s*)*)?$"
        ],
        "errorMessage": "Codes of ISO 3166-2 in capitals, with commas: NL, US-CA."
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const callInWindow = require('callInWindow');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const gtagSet = require('gtagSet');
const makeInteger = require('makeInteger');
const setDefaultConsentState = require('setDefaultConsentState');
const updateConsentState = require('updateConsentState');

const consent = (analytics, advertising) => {
  return {
    ad_storage: advertising,
    ad_user_data: advertising,
    ad_personalization: advertising,
    analytics_storage: analytics,
    personalization_storage: advertising,
    functionality_storage: 'granted',
    security_storage: 'granted'
  };
};

// It stands in the page, above the container, so it is there before this runs.
const present = typeof copyFromWindow('sluis.version') === 'string';
const regions = (data.regions || '').split(',').map((region) => region.trim()).filter((region) => region);

const denied = consent('denied', 'denied');
denied.wait_for_update = makeInteger(data.waitForUpdate);
// Elsewhere only the page's own default holds.
if (present && regions.length > 0) denied.region = regions;

gtagSet({ ads_data_redaction: true, url_passthrough: false });
setDefaultConsentState(denied);

if (!present) {
  data.gtmOnFailure();
  return;
}

const push = createQueue('dataLayer');
// The cookie alone does not say whether a choice still counts: it may be over, or about something else. Sluis knows.
const tell = (state) => {
  if (!state.decided) return;
  const categories = state.categories;
  updateConsentState(consent(categories.analytics, categories.advertising));
  push({
    event: 'sluis_consent',
    sluis_analytics: categories.analytics,
    sluis_social: categories.social,
    sluis_advertising: categories.advertising
  });
};
// Heard at once where Sluis is ready already.
callInWindow('sluis.on', 'ready', tell);
callInWindow('sluis.on', 'change', tell);

data.gtmOnSuccess();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_user_data"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_personalization"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "personalization_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "functionality_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "security_storage"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "sluis.version"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "sluis.on"
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "dataLayer"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "write_data_layer",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keyPatterns",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "ads_data_redaction"
              },
              {
                "type": 1,
                "string": "url_passthrough"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: All seven are denied before anything else, as far as they can be
  code: |-
    runCode(mockData);
    assertApi('setDefaultConsentState').wasCalledWith({
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'denied',
      personalization_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted',
      wait_for_update: 500
    });
    assertApi('gtagSet').wasCalledWith({ ads_data_redaction: true, url_passthrough: false });
    assertApi('updateConsentState').wasNotCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: A visitor who has not chosen is nobody's consent
  code: |-
    now = { decided: false, categories: { analytics: 'granted', social: 'denied', advertising: 'denied' } };
    runCode(mockData);
    assertApi('updateConsentState').wasNotCalled();
    assertThat(pushed).isEqualTo([]);
- name: A returning visitor is told of once, before any event
  code: |-
    now = { decided: true, categories: { analytics: 'granted', social: 'granted', advertising: 'denied' } };
    runCode(mockData);
    assertApi('updateConsentState').wasCalledWith({
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'granted',
      personalization_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted'
    });
    assertThat(pushed).isEqualTo([
      { event: 'sluis_consent', sluis_analytics: 'granted', sluis_social: 'granted', sluis_advertising: 'denied' }
    ]);
- name: Each decision is told of
  code: |-
    runCode(mockData);
    heard({ decided: true, categories: { analytics: 'granted', social: 'granted', advertising: 'granted' } });
    heard({ decided: true, categories: { analytics: 'denied', social: 'denied', advertising: 'denied' } });
    assertThat(pushed.map((entry) => entry.sluis_advertising)).isEqualTo(['granted', 'denied']);
- name: Regions go along as they are written
  code: |-
    mockData.regions = ' NL,US-CA ';
    runCode(mockData);
    assertApi('setDefaultConsentState').wasCalledWith({
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'denied',
      personalization_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted',
      wait_for_update: 500,
      region: ['NL', 'US-CA']
    });
- name: Without Sluis in the page everything stays denied, everywhere
  code: |-
    mockData.regions = 'NL';
    mock('copyFromWindow', undefined);
    runCode(mockData);
    assertApi('setDefaultConsentState').wasCalledWith({
      ad_storage: 'denied',
      ad_user_data: 'denied',
      ad_personalization: 'denied',
      analytics_storage: 'denied',
      personalization_storage: 'denied',
      functionality_storage: 'granted',
      security_storage: 'granted',
      wait_for_update: 500
    });
    assertApi('callInWindow').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
setup: |-
  const mockData = { waitForUpdate: '500' };
  let now = { decided: false, categories: { analytics: 'denied', social: 'denied', advertising: 'denied' } };
  let heard;
  const pushed = [];
  mock('copyFromWindow', '0.1.0');
  mock('createQueue', () => (entry) => {
    pushed.push(entry);
  });
  mock('callInWindow', (path, event, listener) => {
    if (event === 'ready') listener(now);
    else heard = listener;
  });


___NOTES___

docs/tag-manager.md of Sluis says how to use this. MIT or Apache-2.0, as you like.
