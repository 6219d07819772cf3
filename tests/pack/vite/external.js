import { start } from 'sluis/external';
import config from './consent.json';

start(config);
import('./trackers.js');
