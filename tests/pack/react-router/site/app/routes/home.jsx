import { Link } from 'react-router';
import { Consent, Embed, useConsent } from 'sluis/react';

export default function Home() {
  const { state, open } = useConsent();
  return (
    <main>
      <h1>Shop</h1>
      <Consent category="analytics" fallback={<p>Er wordt niets gemeten.</p>}>
        <p>Bezoek wordt gemeten.</p>
      </Consent>
      <Embed service="youtube" src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Film" width={560} height={315} />
      <button type="button" onClick={open}>{state.decided ? 'Mijn keuze veranderen' : 'Kiezen'}</button>
      <Link to="/over">Over ons</Link>
    </main>
  );
}
