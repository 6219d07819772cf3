// Third parties as pages bring them in, all unmarked.
const script = document.createElement('script');
script.async = true;
script.src = 'https://www.googletagmanager.com/gtag/js?id=G-TEST';
document.head.appendChild(script);

new Image().src = 'https://stats.partner.example/pixel.gif';

const video = document.createElement('div');
video.innerHTML = '<iframe src="https://www.youtube-nocookie.com/embed/x" title="Film"></iframe>';
document.body.append(video);

window.trackersTried = 3;
