import { start } from 'sluis';
import config from './sealed.json';

start(config);
import('./trackers.js');
