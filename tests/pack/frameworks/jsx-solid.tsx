/** @jsxImportSource solid-js */
import { Consent, Embed, useConsent } from 'sluis/solid';

export function Page() {
  const { state, open } = useConsent();
  return (
    <main>
      <Consent service="youtube" fallback={<a href="#film">Film</a>}>
        <p>Film</p>
        <p>{state().services['youtube'] === 'granted' ? 'ja' : 'nee'}</p>
      </Consent>
      {/* @ts-expect-error no such category */}
      <Consent category="statistics" />
      <Embed service="youtube" src="/film" title="Film" width={480} allowfullscreen class="wide" />
      {/* @ts-expect-error a frame without a title */}
      <Embed service="youtube" src="/film" />
      <button onClick={open}>Kiezen</button>
    </main>
  );
}
