import { Consent, Embed, useConsent } from 'sluis/solid';

export function App() {
  const { state, open, withdraw } = useConsent();
  return (
    <main>
      <p id="decided">{String(state().decided)}</p>
      <button id="open" onClick={open}>Kiezen</button>
      <button id="withdraw" onClick={withdraw}>Intrekken</button>
      <Consent category="analytics"><p id="measured">Gemeten</p></Consent>
      <Consent service="youtube" fallback={<a href="#film">Bekijk de film</a>}>
        <iframe src="https://www.youtube-nocookie.com/embed/x" title="Film" />
      </Consent>
      <section>
        <Embed service="youtube" src={'https://www.youtube-nocookie.com/embed/clip?a=1&b="2"'} title={'Clip "<1>"'} width={480} height={270} allowfullscreen class="wide" />
      </section>
    </main>
  );
}
