import { hydrate } from 'solid-js/web';
import { App } from './App.jsx';

window.leave = hydrate(() => <App />, document.querySelector('#app'));
