import { start } from 'sluis';
import config from './consent.json';

start(config);
import('./trackers.js');
