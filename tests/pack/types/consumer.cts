import sluis = require('sluis');
import guard = require('sluis/guard');

const config: sluis.Config = { version: 1, controller: { name: 'Voorbeeld B.V.' } };
guard.arm().reject();
sluis.start(config).then((page: sluis.Sluis) => page.open());
// @ts-expect-error an unknown way of styling
sluis.start(config, { styles: 'none' });
