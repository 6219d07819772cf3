import { A } from '@solidjs/router';

export default function About() {
  return (
    <main>
      <h1>Over ons</h1>
      <A href="/">Terug</A>
    </main>
  );
}
