import { start } from 'sluis';
import config from './consent.json';

start({ ...config, receipts: { endpoint: '/receipts', retentionMonths: 24 } });
