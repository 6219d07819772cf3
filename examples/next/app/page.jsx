import { Consent, Embed } from 'sluis/react';
import { Choice } from './choice.jsx';

export default function Page() {
  return (
    <main>
      <h1>Shop</h1>
      <Consent category="analytics" fallback={<p>Er wordt niets gemeten.</p>}>
        <p>Bezoek wordt gemeten.</p>
      </Consent>
      <Embed service="youtube" src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Film" width={560} height={315} />
      <Choice />
    </main>
  );
}
