// A stand-in for Google's tag, written for the demo and the tests of Sluis. It is not Google's code and
// talks to nobody but the loopback server that plays google-analytics.com. It copies what matters here:
//  - it reads `dataLayer` and takes only `arguments` objects for commands (a pushed array is ignored);
//  - it keeps to the consent state, and waits for it where the default says so: https://developers.google.com/tag-platform/security/guides/consent
//  - it sets `_ga` and `_ga_<ID>` for two years, as widely as the browser allows;
//  - it reports page views and events, cookieless where analytics storage is denied.
(function () {
  'use strict';
  if (window.sluisStandIn) return;

  var COLLECT = 'https://www.google-analytics.com/g/collect';
  var TWO_YEARS = 63072000;
  var consent = {};
  var configured = [];
  // Reports that wait for a consent update (`wait_for_update`); null while nothing waits.
  var waiting = null;
  var layer = (window.dataLayer = window.dataLayer || []);
  window.sluisStandIn = { consent: consent };

  function granted() {
    return consent.analytics_storage !== 'denied';
  }

  function read(name) {
    var found = document.cookie.split('; ').find(function (pair) { return pair.startsWith(name + '='); });
    return found && found.slice(name.length + 1);
  }

  // "auto": the widest domain that the browser accepts, else this host alone.
  function write(name, value) {
    var labels = location.hostname.split('.');
    var attributes = '; path=/; max-age=' + TWO_YEARS + '; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '');
    for (var from = labels.length - 2; from >= 0; from--) {
      document.cookie = name + '=' + value + '; domain=' + labels.slice(from).join('.') + attributes;
      if (read(name) === value) return;
    }
    document.cookie = name + '=' + value + attributes;
  }

  function visitor(id) {
    var now = Math.floor(Date.now() / 1000);
    var session = '_ga_' + id.replace(/^G-/, '');
    var known = read('_ga') || 'GA1.1.' + Math.floor(Math.random() * 2147483647) + '.' + now;
    write('_ga', known);
    if (!read(session)) write(session, 'GS2.1.s' + now + '$o1$g0$t' + now + '$j60$l0$h0');
    return known.split('.').slice(2).join('.');
  }

  function settle() {
    var reports = waiting || [];
    waiting = null;
    reports.forEach(function (one) { report(one[0], one[1]); });
  }

  function report(id, event) {
    if (waiting) {
      waiting.push([id, event]);
      return;
    }
    var query = new URLSearchParams({ v: '2', tid: id, en: event, gcs: 'G10' + (granted() ? 1 : 0), dl: location.href });
    if (granted()) query.set('cid', visitor(id));
    var url = COLLECT + '?' + query;
    if (!(navigator.sendBeacon && navigator.sendBeacon(url))) fetch(url, { method: 'POST', keepalive: true, mode: 'no-cors' }).catch(function () {});
  }

  var commands = {
    consent: function (kind, state) {
      var before = granted();
      if (kind === 'default' || kind === 'update') Object.assign(consent, state);
      if (kind === 'default' && state.wait_for_update) {
        waiting = waiting || [];
        setTimeout(settle, state.wait_for_update);
      }
      if (kind === 'update' && granted() && !before) configured.forEach(visitor);
      if (kind === 'update') settle();
    },
    config: function (id, options) {
      configured.push(id);
      if (!options || options.send_page_view !== false) report(id, 'page_view');
    },
    event: function (name) {
      configured.forEach(function (id) { report(id, name); });
    },
  };

  function take(entry) {
    if (Object.prototype.toString.call(entry) !== '[object Arguments]') return;
    var command = commands[entry[0]];
    if (command) command.apply(null, Array.prototype.slice.call(entry, 1));
  }

  var push = layer.push;
  layer.push = function () {
    var length = push.apply(layer, arguments);
    Array.prototype.forEach.call(arguments, take);
    return length;
  };
  layer.slice().forEach(take);
})();
