'use client';

import { useConsent } from 'sluis/react';

export function Choice() {
  const { state, open } = useConsent();
  return <button type="button" onClick={open}>{state.decided ? 'Mijn keuze veranderen' : 'Kiezen'}</button>;
}
