// The demo counter of the front page. It is held until it is allowed, like any measuring script; unlike those it
// counts in this browser only and sends nothing.
const count = Number(localStorage.getItem('sluis_meter')) + 1;
localStorage.setItem('sluis_meter', String(count));
document.documentElement.dataset.meter = String(count);
document.dispatchEvent(new Event('meter'));
