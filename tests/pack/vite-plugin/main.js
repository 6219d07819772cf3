import './trackers.js';
