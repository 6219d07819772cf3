import { Link } from 'react-router';

export default function About() {
  return (
    <main>
      <h1>Over ons</h1>
      <Link to="/">Terug</Link>
    </main>
  );
}
