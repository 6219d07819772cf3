import { Consent, Embed, Place, useConsent } from 'sluis/react';

export function Page() {
  const { state, open } = useConsent();
  return (
    <main>
      <Place html="" />
      <Consent service="youtube" fallback={<a href="#film">Film</a>}>
        <p>Film</p>
        <p>{state.services['youtube'] === 'granted' ? 'ja' : 'nee'}</p>
      </Consent>
      <Consent category="analytics" />
      {/* @ts-expect-error no such category */}
      <Consent category="statistics" />
      {/* @ts-expect-error both at once */}
      <Consent category="social" service="youtube" />
      <Embed service="youtube" src="/film" title="Film" width="480" allowFullScreen className="wide" />
      {/* @ts-expect-error a frame without a title */}
      <Embed service="youtube" src="/film" />
      <button onClick={open}>Kiezen</button>
    </main>
  );
}
